import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, ObjectOwnership, StorageClass } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { landingErrorsFolder, landingFolder } from '../lake-places.ts';

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
} as const satisfies BucketProps;

/** Nobody reads landed rows again after a quarter, unless a month is built anew. */
const rawColdAfter = Duration.days(90);
const accessLogsKept = Duration.days(90);
/** Long enough to look at what could not be delivered. */
const errorsKept = Duration.days(90);
/** A pointer that was set back needs files of the last days: a month covers every rollback. */
const oldVersionsKept = Duration.days(30);
const resultsKept = Duration.days(7);
const brokenUploadsKept = Duration.days(2);

/**
 * Where everything lies: the lake (landed rows, staging, published tables, release records; versioned, kept when the stack
 * goes), Athena's results (a week), and who asked for what (access logs, a quarter).
 *
 * @example
 * const { lake, results } = new LakeBuckets(stack, 'Buckets');
 */
export class LakeBuckets extends Construct {
  readonly lake: Bucket;
  readonly results: Bucket;
  readonly accessLogs: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const abort = { abortIncompleteMultipartUploadAfter: brokenUploadsKept };
    this.accessLogs = new Bucket(this, 'AccessLogs', { ...closed, removalPolicy: RemovalPolicy.RETAIN, lifecycleRules: [{ ...abort, expiration: accessLogsKept }] });
    const logged = { serverAccessLogsBucket: this.accessLogs };
    this.lake = new Bucket(this, 'Lake', {
      ...closed,
      ...logged,
      serverAccessLogsPrefix: 'lake/',
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { ...abort, noncurrentVersionExpiration: oldVersionsKept, expiredObjectDeleteMarker: true },
        { prefix: landingFolder, transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: rawColdAfter }] },
        { prefix: landingErrorsFolder, expiration: errorsKept },
      ],
    });
    // Kept as well, for a bucket that holds objects cannot go with its stack; what is in it goes after a week.
    this.results = new Bucket(this, 'Results', {
      ...closed,
      ...logged,
      serverAccessLogsPrefix: 'results/',
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ ...abort, expiration: resultsKept }],
    });
  }
}
