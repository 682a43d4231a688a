import { Annotations, ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  Architecture,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { allow, type Permission, permissionsOf } from './allow.ts';

/** One function and its permissions. */
export interface PipelineFunctionProps {
  readonly name: string;
  readonly description: string;
  readonly code: Code;
  readonly handler: string;
  readonly timeout: Duration;
  readonly memoryMib: number;
  readonly environment: Readonly<Record<string, string>>;
  /** What the function may do, on which resources. */
  readonly permissions: readonly Permission[];
  /** Reserved concurrency; undefined: the account's limit. */
  readonly concurrency?: number;
  /** How long a durable execution may run, and how long its record is kept; undefined: an ordinary function. */
  readonly durable?: { readonly executionTimeout: Duration; readonly retention: Duration };
  /** Dead-letter queue for asynchronous calls; undefined: every caller waits or watches the execution. */
  readonly failed?: Queue;
}

/** How long logs are kept. */
export const logRetention = RetentionDays.ONE_MONTH;

/**
 * A Lambda function with its own role, log group and `live` alias: Node 24 on arm64, structured logs, source maps.
 *
 * @example
 * new PipelineFunction(stack, 'Ingest', { name: 'tickerlake-prod-ingest', code, handler: 'main.handler', ... });
 */
export class PipelineFunction extends Construct {
  readonly function: LambdaFunction;
  /** What callers invoke: a durable function must be called by a version or an alias. */
  readonly live: Alias;
  readonly timeout: Duration;

  constructor(scope: Construct, id: string, props: PipelineFunctionProps) {
    super(scope, id);
    this.timeout = props.timeout;
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${props.name}`,
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: props.description,
    });
    allow(role, {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${logGroup.logGroupArn}:log-stream:*`],
      wildcardReason: 'Lambda names the streams of its log group.',
    });
    for (const permission of [...props.permissions, ...this.#ownPermissions(props)]) allow(role, permission);
    this.function = new LambdaFunction(this, 'Function', {
      functionName: props.name,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: props.code,
      handler: props.handler,
      timeout: props.timeout,
      memorySize: props.memoryMib,
      // Otherwise the construct would widen the role.
      role: role.withoutPolicyUpdates(),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: { ...props.environment, NODE_OPTIONS: '--enable-source-maps' },
      ...(props.concurrency !== undefined && { reservedConcurrentExecutions: props.concurrency }),
      ...(props.durable !== undefined && {
        durableConfig: { executionTimeout: props.durable.executionTimeout, retentionPeriod: props.durable.retention },
        // An execution resumes with the version it started with: a deploy must not delete that version.
        currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
      }),
      ...(props.failed !== undefined && {
        deadLetterQueue: props.failed,
        maxEventAge: Duration.hours(1),
        retryAttempts: 2,
      }),
    });
    this.function.node.addDependency(permissionsOf(role));
    if (props.durable !== undefined)
      Annotations.of(this.function).acknowledgeInfo(
        'aws-lambda:Function.DurableConfig',
        'It is durable from its first deploy.',
      );
    this.live = new Alias(this, 'Live', { aliasName: 'live', version: this.function.currentVersion });
  }

  /** Permissions for Lambda itself. */
  #ownPermissions({ name, durable, failed }: PipelineFunctionProps): readonly Permission[] {
    const self = Stack.of(this).formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: name,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    return [
      ...(durable === undefined
        ? []
        : [
            {
              actions: ['lambda:CheckpointDurableExecution', 'lambda:GetDurableExecutionState'],
              resources: [`${self}:*`],
              wildcardReason: 'Its own versions; a reference to them would be circular.',
            },
          ]),
      ...(failed === undefined ? [] : [{ actions: ['sqs:SendMessage'], resources: [failed.queueArn] }]),
    ];
  }
}
