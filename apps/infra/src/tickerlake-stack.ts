import { Stack, Tags } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { InfraConfig } from './config.ts';
import { IngestFunction } from './constructs/ingest-function.ts';
import { LakeBuckets } from './constructs/lake-buckets.ts';
import { LakeCatalog } from './constructs/lake-catalog.ts';
import { MonthlyBudget } from './constructs/monthly-budget.ts';
import { OperationsDashboard } from './constructs/operations-dashboard.ts';
import { PipelineAlarms } from './constructs/pipeline-alarms.ts';
import { RawCrawler } from './constructs/raw-crawler.ts';
import { RawStream } from './constructs/raw-stream.ts';
import { RunSchedule } from './constructs/run-schedule.ts';
import { WorkflowFunctions } from './constructs/workflow-functions.ts';

/** The functions' code: folders that the apps' `bundle` targets wrote. */
export interface FunctionCode {
  readonly ingest: Code;
  readonly workflow: Code;
}

/**
 * The pipeline on AWS, as one stack: buckets, stream, catalogue and workgroup, functions, schedule, alarms, budget.
 *
 * @example
 * new TickerlakeStack(app, config, { ingest: Code.fromAsset('apps/ingest-lambda/dist'), workflow: Code.fromAsset('apps/workflow-orchestrator/dist') });
 */
export class TickerlakeStack extends Stack {
  constructor(scope: Construct, config: InfraConfig, code: FunctionCode) {
    super(scope, `tickerlake-${config.stage}`, {
      env: { account: config.account, region: config.region },
      description: 'Hourly volatility: from the vendor to the tables of the dashboards',
      terminationProtection: config.stage === 'prod',
    });
    Tags.of(this).add('project', `tickerlake-${config.stage}`);
    const { lake, results } = new LakeBuckets(this, 'Buckets');
    const stream = config.landing === 'firehose' ? new RawStream(this, 'RawStream', { lake, name: `tickerlake-${config.stage}-raw-bars` }).stream : null;
    const catalog = new LakeCatalog(this, 'Catalog', { stage: config.stage, lake, results, scanLimitBytes: config.scanLimitBytes });
    if (config.hasCrawler) new RawCrawler(this, 'Crawler', { stage: config.stage, lake, catalog });
    const { ingest } = new IngestFunction(this, 'Fetching', { config, code: code.ingest, lake, stream, keyParameter: `/tickerlake/${config.stage}/api-key` });
    const { orchestrator, dispatcher, failed } = new WorkflowFunctions(this, 'Workflow', { config, code: code.workflow, lake, results, catalog, ingest });
    new RunSchedule(this, 'Schedule', { stage: config.stage, isEnabled: config.isScheduled, dispatcher, failed });
    const { alarms } = new PipelineAlarms(this, 'Alarms', { stage: config.stage, email: config.alarmEmail, isScheduled: config.isScheduled, ingest, orchestrator, failed, stream });
    new OperationsDashboard(this, 'Operations', { stage: config.stage, alarms, functions: [ingest, orchestrator, dispatcher], workGroup: catalog.workGroup });
    new MonthlyBudget(this, 'Budget', { stage: config.stage, limitUsd: config.monthlyBudgetUsd, email: config.alarmEmail });
  }
}
