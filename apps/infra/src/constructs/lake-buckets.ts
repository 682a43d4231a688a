import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { landingErrorsFolder, landingFolder } from '../lake-places.ts';

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
} as const satisfies BucketProps;

/** After a quarter landed rows are read only if a month is rebuilt. */
const rawColdAfter = Duration.days(90);
const accessLogsKept = Duration.days(90);
/** Long enough to examine rows that could not be delivered. */
const errorsKept = Duration.days(90);
/** A rollback needs the files of recent days: a month covers every rollback. */
const oldVersionsKept = Duration.days(30);
const resultsKept = Duration.days(7);
const brokenUploadsKept = Duration.days(2);

/**
 * The buckets: the lake (landed rows, staging, published tables, release records; versioned, kept when the stack is
 * deleted), Athena's results (kept for a week) and access logs (kept for a quarter).
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
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...closed,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ ...abort, expiration: accessLogsKept }],
    });
    const logged = { serverAccessLogsBucket: this.accessLogs };
    this.lake = new Bucket(this, 'Lake', {
      ...closed,
      ...logged,
      serverAccessLogsPrefix: 'lake/',
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { ...abort, noncurrentVersionExpiration: oldVersionsKept, expiredObjectDeleteMarker: true },
        {
          prefix: landingFolder,
          transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: rawColdAfter }],
        },
        { prefix: landingErrorsFolder, expiration: errorsKept },
      ],
    });
    // Also kept, because a bucket with objects cannot be deleted with its stack; its objects expire after a week.
    this.results = new Bucket(this, 'Results', {
      ...closed,
      ...logged,
      serverAccessLogsPrefix: 'results/',
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ ...abort, expiration: resultsKept }],
    });
  }
}
