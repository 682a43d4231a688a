import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IWidget,
  Metric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib';
import type { DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { Construct } from 'constructs';
import type { PipelineFunction } from '../pipeline-function.ts';

/** What the dashboard shows. */
export interface OperationsDashboardProps {
  readonly stage: string;
  readonly alarms: readonly Alarm[];
  readonly ingest: PipelineFunction;
  readonly orchestrator: PipelineFunction;
  readonly dispatcher: PipelineFunction;
  readonly stream: DeliveryStream | null;
  readonly workGroup: string;
}

const hour = Duration.hours(1);

/**
 * One page for operators: alarms, runs, vendor calls, delivery, functions, bytes scanned.
 *
 * @example
 * new OperationsDashboard(stack, 'Operations', { stage: 'prod', alarms, ingest, orchestrator, dispatcher, stream,
 * workGroup });
 */
export class OperationsDashboard extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { stage, alarms, ingest, orchestrator, dispatcher, stream, workGroup }: OperationsDashboardProps,
  ) {
    super(scope, id);
    const functions = [ingest, orchestrator, dispatcher];
    const sum = (namespace: string, metricName: string, dimensionsMap: Record<string, string>): Metric =>
      new Metric({ namespace, metricName, dimensionsMap, statistic: 'Sum', period: hour });
    const ofRuns = (name: string): Metric =>
      sum('AWS/Lambda', `DurableExecution${name}`, { FunctionName: orchestrator.function.functionName });
    const ofIngest = (name: string): Metric => sum('Tickerlake', name, { service: 'ingest' });
    const third = (title: string, left: Metric[], right: Metric[] = []): IWidget =>
      new GraphWidget({ title, left, right, width: 8 });
    new Dashboard(this, 'Dashboard', {
      dashboardName: `tickerlake-${stage}`,
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24 })],
        [
          third('Runs', ['Started', 'Succeeded', 'Failed', 'TimedOut', 'Stopped'].map(ofRuns)),
          third('Vendor calls and rows, all stages', ['VendorCalls', 'VendorThrottles'].map(ofIngest), [
            ofIngest('RowsSent'),
          ]),
          stream === null
            ? third('Fetching', [ingest.function.metricInvocations({ period: hour })])
            : third('Delivery: age of the oldest row, seconds', [
                stream.metric('DeliveryToS3.DataFreshness', { statistic: 'Maximum', period: hour }),
              ]),
        ],
        [
          third(
            'Duration, p99',
            functions.map((one) => one.function.metricDuration({ statistic: 'p99', period: hour })),
          ),
          third(
            'Errors and throttles',
            functions.flatMap((one) => [
              one.function.metricErrors({ period: hour }),
              one.function.metricThrottles({ period: hour }),
            ]),
          ),
          third('Bytes scanned by queries', [
            sum('AWS/Athena', 'ProcessedBytes', { WorkGroup: workGroup, QueryType: 'DML', QueryState: 'SUCCEEDED' }),
          ]),
        ],
      ],
    });
  }
}
