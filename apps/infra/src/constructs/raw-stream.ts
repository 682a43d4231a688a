import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Compression, DeliveryStream, EnableLogging, S3Bucket, StreamEncryption } from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { allow } from './allow.ts';

/** Arrival dates, which partition projection reads; the `.gz` in the name is what makes the engines unpack it. */
const prefix = 'raw_bars/dt=!{timestamp:yyyy-MM-dd}/';
const errorPrefix = 'raw_bars_errors/!{firehose:error-output-type}/dt=!{timestamp:yyyy-MM-dd}/';

/**
 * Rows on their way into the lake: gzip objects of newline-delimited JSON by arrival date; what cannot be delivered goes to
 * a prefix of its own, where an alarm looks.
 *
 * @example
 * const stream = new RawStream(stack, 'RawStream', { lake, name: 'tickerlake-prod-raw-bars' });
 */
export class RawStream extends Construct {
  readonly stream: DeliveryStream;

  constructor(scope: Construct, id: string, props: { readonly lake: Bucket; readonly name: string }) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('firehose.amazonaws.com'), description: 'Firehose writes landed rows' });
    const delivered = [props.lake.arnForObjects('raw_bars/*'), props.lake.arnForObjects('raw_bars_errors/*')];
    allow(role, { actions: ['s3:AbortMultipartUpload', 's3:PutObject'], resources: delivered, wildcardReason: 'Firehose names the objects below two prefixes.' });
    allow(role, { actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], resources: [props.lake.bucketArn] });
    const logGroup = new LogGroup(this, 'Log', { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
    this.stream = new DeliveryStream(this, 'Stream', {
      deliveryStreamName: props.name,
      encryption: StreamEncryption.awsOwnedKey(),
      destination: new S3Bucket(props.lake, {
        // The construct would give a role of its own making rights on the whole bucket.
        role: role.withoutPolicyUpdates(),
        compression: Compression.GZIP,
        fileExtension: '.ndjson.gz',
        dataOutputPrefix: prefix,
        errorOutputPrefix: errorPrefix,
        bufferingInterval: Duration.seconds(60),
        bufferingSize: Size.mebibytes(64),
        loggingConfig: new EnableLogging(logGroup),
      }),
    });
    allow(role, { actions: ['logs:PutLogEvents'], resources: [`${logGroup.logGroupArn}:log-stream:*`], wildcardReason: 'Firehose names the streams of its log group.' });
    this.stream.node.addDependency(role);
  }
}
