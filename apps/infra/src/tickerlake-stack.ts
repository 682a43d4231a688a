import { CfnOutput, Fn, Stack, Tags } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { InfraConfig } from './config.ts';
import { alarmTopic } from './constructs/watching/alarm-topic.ts';
import { CrawlAfterRun } from './constructs/crawl-after-run.ts';
import { dashboardsFunction } from './constructs/dashboards-function.ts';
import { failedStartsQueue } from './constructs/watching/failed-starts.ts';
import { ingestFunction } from './constructs/ingest-function.ts';
import { LakeBuckets } from './constructs/lake-buckets.ts';
import { LakeCatalog } from './constructs/lake-catalog.ts';
import { MonthlyBudget } from './constructs/watching/monthly-budget.ts';
import { OperationsDashboard } from './constructs/watching/operations-dashboard.ts';
import { PipelineAlarms } from './constructs/watching/pipeline-alarms.ts';
import { RawCrawler } from './constructs/raw-crawler.ts';
import { RawStream } from './constructs/raw-stream.ts';
import { readersPolicy } from './constructs/readers-policy.ts';
import { RunSchedule } from './constructs/run-schedule.ts';
import { watches } from './constructs/watches.ts';
import { WorkflowFunctions } from './constructs/workflow-functions.ts';
import { lakeFolder } from './lake-places.ts';

/** The functions' code: the folders written by the apps' `bundle` targets. */
export interface FunctionCode {
  readonly ingest: Code;
  readonly workflow: Code;
  /** Called only when a Grafana workspace is configured. */
  readonly dashboards: () => Code;
}

/**
 * The pipeline on AWS, as one stack: buckets, stream, catalogue and workgroup, functions, schedule, alarms, budget.
 *
 * @example
 * new TickerlakeStack(app, config, { ingest: Code.fromAsset('apps/ingest-lambda/dist'), workflow:
 * Code.fromAsset('apps/workflow-orchestrator/dist'), dashboards: () =>
 * Code.fromAsset('apps/dashboard-provisioner/dist') });
 */
export class TickerlakeStack extends Stack {
  constructor(scope: Construct, config: InfraConfig, code: FunctionCode) {
    const { stage, isScheduled } = config;
    super(scope, `tickerlake-${stage}`, {
      env: { account: config.account, region: config.region },
      description: 'Hourly volatility: from the vendor to the dashboard tables',
      terminationProtection: stage === 'prod',
    });
    // CloudFormation does not support dashboard tags in every region.
    const tagged = { excludeResourceTypes: ['AWS::CloudWatch::Dashboard'] };
    Tags.of(this).add('project', `tickerlake-${stage}`, tagged);
    Tags.of(this).add('stage', stage, tagged);
    const buckets = new LakeBuckets(this, 'Buckets');
    const { lake, results } = buckets;
    const catalog = new LakeCatalog(this, 'Catalog', { stage, lake, results, scanLimitBytes: config.scanLimitBytes });
    const stream =
      config.landing === 'firehose'
        ? new RawStream(this, 'RawStream', {
            name: `tickerlake-${stage}-raw-bars`,
            lake,
            bufferSeconds: config.bufferSeconds,
          }).stream
        : null;
    const crawler = config.crawler === 'off' ? null : new RawCrawler(this, 'Crawler', { stage, lake, catalog });
    const topic = alarmTopic(this, 'AlarmTopic', { stage, email: config.alarmEmail });
    const failed = failedStartsQueue(this, 'FailedStarts');
    const ingest = ingestFunction(this, 'Ingest', { config, code: code.ingest, lake, stream });
    const ofRun = config.crawler === 'run' ? crawler : null;
    const { orchestrator, dispatcher } = new WorkflowFunctions(this, 'Workflow', {
      config,
      code: code.workflow,
      lake,
      results,
      catalog,
      ingest,
      crawler: ofRun,
      alarms: topic,
      failed,
    });
    if (crawler !== null && ofRun === null) new CrawlAfterRun(this, 'CrawlAfterRun', { stage, orchestrator, crawler });
    if (config.grafanaWorkspace !== null)
      dashboardsFunction(this, 'Dashboards', {
        stage,
        code: code.dashboards(),
        workspaceId: config.grafanaWorkspace,
        catalog,
      });
    const readers = readersPolicy(this, 'Readers', { stage, lake, results, catalog });
    new RunSchedule(this, 'Schedule', { stage, isEnabled: isScheduled, dispatcher, failed });
    const { alarms } = new PipelineAlarms(this, 'Alarms', {
      stage,
      topic,
      watches: watches({ ingest, orchestrator, failed, stream, isScheduled }),
    });
    new OperationsDashboard(this, 'Operations', {
      stage,
      alarms,
      ingest,
      orchestrator,
      dispatcher,
      stream,
      workGroup: catalog.workGroup,
    });
    new MonthlyBudget(this, 'Budget', { stage, limitUsd: config.monthlyBudgetUsd, topic });
    const outputs = {
      LakeLocation: Fn.join('', ['s3://', lake.bucketName, `/${lakeFolder}`]),
      LakeBucket: lake.bucketName,
      ResultsBucket: results.bucketName,
      AccessLogsBucket: buckets.accessLogs.bucketName,
      Database: catalog.database,
      WorkGroup: catalog.workGroup,
      DispatcherFunction: dispatcher.live.functionArn,
      OrchestratorFunction: orchestrator.live.functionArn,
      ReadersPolicy: readers.managedPolicyArn,
      KeyPlace: config.keySecret ?? `/tickerlake/${stage}/api-key`,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
