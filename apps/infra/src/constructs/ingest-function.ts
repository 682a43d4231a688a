import { ArnFormat, Duration, Fn, Stack } from 'aws-cdk-lib';
import type { DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { InfraConfig } from '../config.ts';
import { lakeFolder, landingFolder } from '../lake-places.ts';
import type { Permission } from './allow.ts';
import { marketEnvironment } from '../market-environment.ts';
import { PipelineFunction } from './pipeline-function.ts';

/** Dependencies of the ingest function. */
export interface IngestFunctionProps {
  readonly config: InfraConfig;
  readonly code: Code;
  readonly lake: Bucket;
  /** Null: rows go straight to the lake. */
  readonly stream: DeliveryStream | null;
}

/**
 * Fetches a bounded chunk of bars and lands it. One invocation at a time, because they share one quota; setting its
 * concurrency to 0 stops all fetching immediately.
 *
 * @example
 * const ingest = ingestFunction(stack, 'Ingest', { config, code, lake, stream });
 */
export function ingestFunction(
  scope: Construct,
  id: string,
  { config, code, lake, stream }: IngestFunctionProps,
): PipelineFunction {
  const key = keyOf(Stack.of(scope), config);
  const landing = landingOf(lake, stream);
  return new PipelineFunction(scope, id, {
    name: `tickerlake-${config.stage}-ingest`,
    description: 'Fetches a bounded chunk of bars and lands it',
    code,
    handler: 'main.handler',
    timeout: Duration.minutes(5),
    memoryMib: 256,
    environment: {
      ...key.environment,
      ...landing.environment,
      CALLS_PER_MINUTE: String(config.callsPerMinute),
      LANDING: config.landing,
      ...marketEnvironment(config.market),
    },
    permissions: [key.permission, ...landing.permissions],
    concurrency: 1,
  });
}

interface Part {
  readonly environment: Readonly<Record<string, string>>;
}

/** Where the vendor's key is stored: only its name is here, never the key. */
function keyOf(stack: Stack, { stage, keySecret }: InfraConfig): Part & { readonly permission: Permission } {
  if (keySecret !== null) {
    const secret = stack.formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${keySecret}-??????`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    return {
      environment: { API_KEY_SECRET_ID: keySecret },
      permission: { actions: ['secretsmanager:GetSecretValue'], resources: [secret] },
    };
  }
  const name = `tickerlake/${stage}/api-key`;
  return {
    environment: { API_KEY_PARAMETER: `/${name}` },
    permission: {
      actions: ['ssm:GetParameter'],
      resources: [stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: name })],
    },
  };
}

function landingOf(
  lake: Bucket,
  stream: DeliveryStream | null,
): Part & { readonly permissions: readonly Permission[] } {
  if (stream !== null)
    return {
      environment: { STREAM_NAME: stream.deliveryStreamName },
      permissions: [{ actions: ['firehose:PutRecordBatch'], resources: [stream.deliveryStreamArn] }],
    };
  return {
    environment: { LAKE_LOCATION: Fn.join('', ['s3://', lake.bucketName, `/${lakeFolder}`]) },
    permissions: [
      { actions: ['s3:ListBucket'], resources: [lake.bucketArn] },
      // Landing a chunk again deletes the objects of the first attempt.
      {
        actions: ['s3:DeleteObject', 's3:PutObject'],
        resources: [lake.arnForObjects(`${landingFolder}*`)],
        wildcardReason: 'Objects are named by runs and chunks.',
      },
    ],
  };
}
