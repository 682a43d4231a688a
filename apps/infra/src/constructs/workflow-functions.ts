import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { InfraConfig } from '../config.ts';
import type { LakeCatalog } from './lake-catalog.ts';
import { lakePermissions } from './lake-permissions.ts';
import { failedQueue, PipelineFunction } from './pipeline-function.ts';

/** What the workflow works on. */
export interface WorkflowFunctionsProps {
  readonly config: InfraConfig;
  readonly code: Code;
  readonly lake: Bucket;
  readonly results: Bucket;
  readonly catalog: LakeCatalog;
  readonly ingest: PipelineFunction;
}

/** A run of two years at five calls a minute takes a quarter of an hour; a wait for a late delivery or a quota may take days. */
const longestRun = Duration.days(7);
const retention = Duration.days(14);

/**
 * The workflow as a durable function, and the dispatcher that starts it: a schedule cannot name an execution, and the
 * execution's name is what makes a run that is started twice run once.
 *
 * @example
 * new WorkflowFunctions(stack, 'Workflow', { config, code, lake, results, catalog, ingest });
 */
export class WorkflowFunctions extends Construct {
  readonly orchestrator: PipelineFunction;
  readonly dispatcher: PipelineFunction;
  readonly failed: Queue;

  constructor(scope: Construct, id: string, props: WorkflowFunctionsProps) {
    super(scope, id);
    const { config, code, lake, results, catalog, ingest } = props;
    const name = `tickerlake-${config.stage}-orchestrator`;
    const self = Stack.of(this).formatArn({ service: 'lambda', resource: 'function', resourceName: name, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    this.failed = failedQueue(this, 'Failed');
    this.orchestrator = new PipelineFunction(this, 'Orchestrator', {
      name,
      description: 'Runs the workflow: ingest, verify, stage, check, publish, tidy',
      code,
      handler: 'orchestrator.handler',
      timeout: Duration.minutes(15),
      memoryMib: 512,
      environment: {
        CALLS_PER_MINUTE: String(config.callsPerMinute),
        DATABASE: catalog.database,
        INGEST_FUNCTION: ingest.live.functionArn,
        KEEP_RELEASES: String(config.keepReleases),
        LAKE_BUCKET: lake.bucketName,
        LANDING: config.landing,
        STAGE: config.stage,
        TICKERS: config.tickers.join(','),
        TIMESPAN: config.timespan,
        WORKGROUP: catalog.workGroup,
        ...(config.hasCrawler && { CRAWLER: `tickerlake-${config.stage}-raw-bars` }),
      },
      permissions: [
        { actions: ['lambda:InvokeFunction'], resources: [ingest.live.functionArn] },
        { actions: ['lambda:CheckpointDurableExecution', 'lambda:GetDurableExecutionState'], resources: [self, `${self}:*`], wildcardReason: 'Its versions; a reference to them would be a circle.' },
        ...lakePermissions(this, { lake, results, catalog, config }),
      ],
      concurrency: null,
      durable: { executionTimeout: longestRun, retention },
      failed: null,
    });
    this.dispatcher = new PipelineFunction(this, 'Dispatcher', {
      name: `tickerlake-${config.stage}-dispatcher`,
      description: 'Starts a run under its own name, once however often it is called',
      code,
      handler: 'dispatcher.handler',
      timeout: Duration.seconds(30),
      memoryMib: 256,
      environment: { ORCHESTRATOR_FUNCTION: this.orchestrator.live.functionArn },
      permissions: [{ actions: ['lambda:InvokeFunction'], resources: [this.orchestrator.live.functionArn] }],
      concurrency: null,
      durable: null,
      failed: this.failed,
    });
  }
}
