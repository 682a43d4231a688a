import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import {
  Compression,
  DeliveryStream,
  EnableLogging,
  S3Bucket,
  StreamEncryption,
} from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { landingErrorsFolder, landingFolder } from '../lake-places.ts';
import { allow, permissionsOf } from './allow.ts';
import { logRetention } from './pipeline-function.ts';
import { serviceOfAccount } from './service-of-account.ts';

/** Dependencies of the stream. */
export interface RawStreamProps {
  readonly name: string;
  readonly lake: Bucket;
  readonly bufferSeconds: number;
}

/** The UTC day of arrival, which partition projection reads. */
const day = '!{timestamp:yyyy-MM-dd}/';

/**
 * The stream that writes rows into the lake: gzip objects of newline-delimited JSON by day of arrival. Their names end
 * in `.gz`, which makes the engines decompress them. Rows that cannot be delivered go to a folder that no table reads.
 *
 * @example
 * const { stream } = new RawStream(stack, 'RawStream', { name: 'tickerlake-prod-raw-bars', lake, bufferSeconds: 60 });
 */
export class RawStream extends Construct {
  readonly stream: DeliveryStream;

  constructor(scope: Construct, id: string, { name, lake, bufferSeconds }: RawStreamProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/kinesisfirehose/${name}`,
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      assumedBy: serviceOfAccount(this, 'firehose.amazonaws.com'),
      description: 'Firehose writes landed rows',
    });
    const folders = [landingFolder, landingErrorsFolder].map((folder) => lake.arnForObjects(`${folder}*`));
    allow(role, {
      actions: ['s3:AbortMultipartUpload', 's3:PutObject'],
      resources: folders,
      wildcardReason: 'Firehose names the objects below two folders.',
    });
    allow(role, {
      actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      resources: [lake.bucketArn],
    });
    allow(role, {
      actions: ['logs:PutLogEvents'],
      resources: [`${logGroup.logGroupArn}:log-stream:*`],
      wildcardReason: 'Firehose names the streams of its log group.',
    });
    this.stream = new DeliveryStream(this, 'Stream', {
      deliveryStreamName: name,
      encryption: StreamEncryption.awsOwnedKey(),
      destination: new S3Bucket(lake, {
        // The construct would create a role with access to the whole bucket.
        role: role.withoutPolicyUpdates(),
        compression: Compression.GZIP,
        fileExtension: '.ndjson.gz',
        dataOutputPrefix: `${landingFolder}${day}`,
        errorOutputPrefix: `${landingErrorsFolder}!{firehose:error-output-type}/${day}`,
        bufferingInterval: Duration.seconds(bufferSeconds),
        bufferingSize: Size.mebibytes(64),
        loggingConfig: new EnableLogging(logGroup),
      }),
    });
    this.stream.node.addDependency(permissionsOf(role));
  }
}
