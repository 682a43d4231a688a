import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Architecture, type Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { allow, type Permission } from './allow.ts';

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
  /** At most so many at once; null is the account's limit. */
  readonly concurrency: number | null;
  /** How long a durable execution may live; null for an ordinary function. */
  readonly durable: { readonly executionTimeout: Duration; readonly retention: Duration } | null;
  /** Queue for asynchronous calls that failed to the end; null when every caller waits. */
  readonly failed: Queue | null;
}

const logRetention = RetentionDays.ONE_MONTH;

/**
 * A Lambda function with a role, a log group and a `live` alias of its own: Node 24 on arm64, structured logs, source maps.
 *
 * @example
 * new PipelineFunction(stack, 'Ingest', { name: 'tickerlake-prod-ingest', code, handler: 'main.handler', ... });
 */
export class PipelineFunction extends Construct {
  readonly function: LambdaFunction;
  readonly live: Alias;

  constructor(scope: Construct, id: string, props: PipelineFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', { logGroupName: `/aws/lambda/${props.name}`, retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), description: props.description });
    allow(role, { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [`${logGroup.logGroupArn}:log-stream:*`], wildcardReason: 'Lambda names the streams of its log group.' });
    for (const permission of props.permissions) allow(role, permission);
    this.function = new LambdaFunction(this, 'Function', {
      functionName: props.name,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: props.code,
      handler: props.handler,
      timeout: props.timeout,
      memorySize: props.memoryMib,
      role: role.withoutPolicyUpdates(),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: { ...props.environment, NODE_OPTIONS: '--enable-source-maps' },
      ...(props.concurrency !== null && { reservedConcurrentExecutions: props.concurrency }),
      ...(props.durable !== null && { durableConfig: { executionTimeout: props.durable.executionTimeout, retentionPeriod: props.durable.retention } }),
      ...(props.failed !== null && { deadLetterQueue: props.failed, maxEventAge: Duration.hours(2), retryAttempts: 2 }),
    });
    this.function.node.addDependency(role);
    this.live = new Alias(this, 'Live', { aliasName: 'live', version: this.function.currentVersion });
  }
}

/**
 * A queue for what failed to the end: two weeks to look at it.
 *
 * @example
 * const failed = failedQueue(stack, 'Failed');
 */
export function failedQueue(scope: Construct, id: string): Queue {
  return new Queue(scope, id, { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) });
}
