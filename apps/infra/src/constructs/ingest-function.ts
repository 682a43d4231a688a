import { Duration, Stack } from 'aws-cdk-lib';
import type { DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { InfraConfig } from '../config.ts';
import { PipelineFunction } from './pipeline-function.ts';

/** What fetching stands on. */
export interface IngestFunctionProps {
  readonly config: InfraConfig;
  readonly code: Code;
  readonly lake: Bucket;
  readonly stream: DeliveryStream | null;
  /** Name of the SSM parameter that holds the vendor's key. */
  readonly keyParameter: string;
}

/**
 * Fetches a bounded chunk of bars and lands it. One at a time, for the quota is one; setting its concurrency to 0 stops
 * all fetching at once.
 *
 * @example
 * new IngestFunction(stack, 'Ingest', { config, code, lake, stream, keyParameter: '/tickerlake/prod/api-key' });
 */
export class IngestFunction extends Construct {
  readonly ingest: PipelineFunction;

  constructor(scope: Construct, id: string, { config, code, lake, stream, keyParameter }: IngestFunctionProps) {
    super(scope, id);
    const landing =
      stream === null
        ? { actions: ['s3:PutObject'], resources: [lake.arnForObjects('raw_bars/*')] }
        : { actions: ['firehose:PutRecordBatch'], resources: [stream.deliveryStreamArn] };
    const parameter = Stack.of(this).formatArn({ service: 'ssm', resource: 'parameter', resourceName: keyParameter.replace(/^\//, '') });
    this.ingest = new PipelineFunction(this, 'Ingest', {
      name: `tickerlake-${config.stage}-ingest`,
      description: 'Fetches a bounded chunk of bars and lands it',
      code,
      handler: 'main.handler',
      timeout: Duration.minutes(5),
      memoryMib: 256,
      environment: {
        API_KEY_PARAMETER: keyParameter,
        CALLS_PER_MINUTE: String(config.callsPerMinute),
        LANDING: config.landing,
        LAKE_BUCKET: lake.bucketName,
        ...(stream !== null && { STREAM_NAME: stream.deliveryStreamName }),
      },
      permissions: [{ actions: ['ssm:GetParameter'], resources: [parameter] }, landing],
      concurrency: 1,
      durable: null,
      failed: null,
    });
  }
}
