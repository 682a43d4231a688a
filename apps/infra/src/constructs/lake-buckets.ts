import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, ObjectOwnership, StorageClass } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
} as const satisfies BucketProps;

/** Landed rows keep their price after a quarter; nobody reads them again. */
const rawColdAfterDays = 90;
/** A pointer that was set back needs files of the last days: a month covers every rollback. */
const oldVersionsDays = 30;
const resultsDays = 7;
const brokenUploadDays = 2;

/**
 * Where everything lies: the lake (landed rows, staging, published tables, release records; versioned, kept when the stack
 * goes), Athena's results (a week), and who asked for what (access logs, a quarter).
 *
 * @example
 * const buckets = new LakeBuckets(stack, 'Buckets');
 */
export class LakeBuckets extends Construct {
  readonly lake: Bucket;
  readonly results: Bucket;
  readonly accessLogs: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const abort = { abortIncompleteMultipartUploadAfter: Duration.days(brokenUploadDays) };
    this.accessLogs = new Bucket(this, 'AccessLogs', { ...closed, removalPolicy: RemovalPolicy.RETAIN, lifecycleRules: [{ ...abort, expiration: Duration.days(rawColdAfterDays) }] });
    this.lake = new Bucket(this, 'Lake', {
      ...closed,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: 'lake/',
      lifecycleRules: [
        { ...abort, noncurrentVersionExpiration: Duration.days(oldVersionsDays), expiredObjectDeleteMarker: true },
        { prefix: 'raw_bars/', transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(rawColdAfterDays) }] },
      ],
    });
    this.results = new Bucket(this, 'Results', {
      ...closed,
      removalPolicy: RemovalPolicy.DESTROY,
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: 'results/',
      lifecycleRules: [{ ...abort, expiration: Duration.days(resultsDays) }],
    });
  }
}
