import { Duration, Fn } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { InfraConfig } from '../config.ts';
import { lakeFolder } from '../lake-places.ts';
import type { LakeCatalog } from './lake-catalog.ts';
import { lakePermissions } from './lake-permissions.ts';
import { marketEnvironment } from '../market-environment.ts';
import { PipelineFunction } from './pipeline-function.ts';
import type { RawCrawler } from './raw-crawler.ts';

/** Dependencies of the workflow. */
export interface WorkflowFunctionsProps {
  readonly config: InfraConfig;
  readonly code: Code;
  readonly lake: Bucket;
  readonly results: Bucket;
  readonly catalog: LakeCatalog;
  readonly ingest: PipelineFunction;
  /** The crawler that runs start; null for none. */
  readonly crawler: RawCrawler | null;
  /** The topic for failed runs. */
  readonly alarms: Topic;
  readonly failed: Queue;
}

/** Two years of seven tickers take 45 minutes at five calls a minute; of 500 tickers, two days. */
const longestRun = Duration.days(7);
const runsKept = Duration.days(14);

/**
 * The workflow as a durable function, and the dispatcher that starts it. The dispatcher is needed because a schedule
 * cannot name an execution, and the name prevents a duplicate start from running twice.
 *
 * @example
 * const { orchestrator, dispatcher } = new WorkflowFunctions(stack, 'Workflow', { config, code, lake, results, catalog, ingest, crawler, alarms, failed });
 */
export class WorkflowFunctions extends Construct {
  readonly orchestrator: PipelineFunction;
  readonly dispatcher: PipelineFunction;

  constructor(scope: Construct, id: string, props: WorkflowFunctionsProps) {
    super(scope, id);
    const { config, code, lake, results, catalog, ingest, crawler, alarms, failed } = props;
    this.orchestrator = new PipelineFunction(this, 'Orchestrator', {
      name: `tickerlake-${config.stage}-orchestrator`,
      description: 'Runs the workflow: ingest, verify, stage, check, publish, tidy',
      code,
      handler: 'orchestrator.handler',
      timeout: Duration.minutes(15),
      memoryMib: 512,
      environment: {
        ALARM_TOPIC: alarms.topicArn,
        CALLS_PER_MINUTE: String(config.callsPerMinute),
        DATABASE: catalog.database,
        INGEST_FUNCTION: ingest.live.functionArn,
        KEEP_RELEASES: String(config.keepReleases),
        LAKE_LOCATION: Fn.join('', ['s3://', lake.bucketName, `/${lakeFolder}`]),
        LANDING: config.landing,
        STAGE: config.stage,
        TIMESPAN: config.timespan,
        WORKGROUP: catalog.workGroup,
        ...(config.tickers !== null && { TICKERS: config.tickers.join(',') }),
        ...(crawler !== null && { CRAWLER: crawler.name }),
        ...marketEnvironment(config.market),
      },
      permissions: [
        { actions: ['lambda:InvokeFunction'], resources: [ingest.live.functionArn] },
        { actions: ['sns:Publish'], resources: [alarms.topicArn] },
        ...(crawler === null ? [] : [{ actions: ['glue:GetCrawler', 'glue:StartCrawler'], resources: [crawler.arn] }]),
        ...lakePermissions(this, { lake, results, catalog }),
      ],
      durable: { executionTimeout: longestRun, retention: runsKept },
    });
    this.dispatcher = new PipelineFunction(this, 'Dispatcher', {
      name: `tickerlake-${config.stage}-dispatcher`,
      description: 'Starts a named run, only once even if called several times',
      code,
      handler: 'dispatcher.handler',
      timeout: Duration.seconds(30),
      memoryMib: 256,
      environment: { ORCHESTRATOR_FUNCTION: this.orchestrator.live.functionArn },
      permissions: [{ actions: ['lambda:InvokeFunction'], resources: [this.orchestrator.live.functionArn] }],
      failed,
    });
  }
}
