import { Annotations, ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Architecture, type Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { allow, type Permission, permissionsOf } from './allow.ts';

/** One function, with everything that only it may do. */
export interface PipelineFunctionProps {
  readonly name: string;
  readonly description: string;
  readonly code: Code;
  readonly handler: string;
  readonly timeout: Duration;
  readonly memoryMib: number;
  readonly environment: Readonly<Record<string, string>>;
  /** What it may do, on which resources. */
  readonly permissions: readonly Permission[];
  /** At most so many at once; none: the account's limit. */
  readonly concurrency?: number;
  /** How long a durable execution may live, and how long its record stays; none: an ordinary function. */
  readonly durable?: { readonly executionTimeout: Duration; readonly retention: Duration };
  /** Queue for asynchronous calls that failed to the end; none: every caller waits, or watches the execution. */
  readonly failed?: Queue;
}

/** How long logs stay. */
export const logRetention = RetentionDays.ONE_MONTH;

/**
 * A Lambda function with a role, a log group and a `live` alias of its own: Node 24 on arm64, structured logs, source maps.
 *
 * @example
 * new PipelineFunction(stack, 'Ingest', { name: 'tickerlake-prod-ingest', code, handler: 'main.handler', ... });
 */
export class PipelineFunction extends Construct {
  readonly function: LambdaFunction;
  /** What others invoke: a durable function has to be called by a version or an alias. */
  readonly live: Alias;
  readonly timeout: Duration;

  constructor(scope: Construct, id: string, props: PipelineFunctionProps) {
    super(scope, id);
    this.timeout = props.timeout;
    const logGroup = new LogGroup(this, 'Log', { logGroupName: `/aws/lambda/${props.name}`, retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), description: props.description });
    allow(role, { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [`${logGroup.logGroupArn}:log-stream:*`], wildcardReason: 'Lambda names the streams of its log group.' });
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
      // The construct would widen the role by itself.
      role: role.withoutPolicyUpdates(),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: { ...props.environment, NODE_OPTIONS: '--enable-source-maps' },
      ...(props.concurrency !== undefined && { reservedConcurrentExecutions: props.concurrency }),
      ...(props.durable !== undefined && {
        durableConfig: { executionTimeout: props.durable.executionTimeout, retentionPeriod: props.durable.retention },
        // An execution goes on with the version that it began with: a deploy must not take that away.
        currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
      }),
      ...(props.failed !== undefined && { deadLetterQueue: props.failed, maxEventAge: Duration.hours(1), retryAttempts: 2 }),
    });
    this.function.node.addDependency(permissionsOf(role));
    if (props.durable !== undefined) Annotations.of(this.function).acknowledgeInfo('aws-lambda:Function.DurableConfig', 'It is durable from its first deploy on.');
    this.live = new Alias(this, 'Live', { aliasName: 'live', version: this.function.currentVersion });
  }

  /** What a function of this kind needs of Lambda itself. */
  #ownPermissions({ name, durable, failed }: PipelineFunctionProps): readonly Permission[] {
    const self = Stack.of(this).formatArn({ service: 'lambda', resource: 'function', resourceName: name, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    return [
      ...(durable === undefined ? [] : [{ actions: ['lambda:CheckpointDurableExecution', 'lambda:GetDurableExecutionState'], resources: [`${self}:*`], wildcardReason: 'Its own versions; a reference to them would be a circle.' }]),
      ...(failed === undefined ? [] : [{ actions: ['sqs:SendMessage'], resources: [failed.queueArn] }]),
    ];
  }
}
