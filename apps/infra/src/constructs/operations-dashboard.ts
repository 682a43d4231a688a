import { Dashboard, GraphWidget, AlarmStatusWidget, type Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { metricNamespace } from './pipeline-alarms.ts';
import type { PipelineFunction } from './pipeline-function.ts';

/** What operators look at. */
export interface OperationsDashboardProps {
  readonly stage: string;
  readonly alarms: readonly Alarm[];
  readonly functions: readonly PipelineFunction[];
  readonly workGroup: string;
}

/**
 * One page for operators: alarms, runs, calls, functions, bytes scanned.
 *
 * @example
 * new OperationsDashboard(stack, 'Operations', { stage: 'prod', alarms, functions, workGroup });
 */
export class OperationsDashboard extends Construct {
  constructor(scope: Construct, id: string, { stage, alarms, functions, workGroup }: OperationsDashboardProps) {
    super(scope, id);
    const own = (metricName: string): Metric => new Metric({ namespace: metricNamespace, metricName, dimensionsMap: { stage }, statistic: 'Sum' });
    const scanned = new Metric({ namespace: 'AWS/Athena', metricName: 'ProcessedBytes', dimensionsMap: { WorkGroup: workGroup, QueryType: 'DML', QueryState: 'SUCCEEDED' }, statistic: 'Sum' });
    new Dashboard(this, 'Dashboard', {
      dashboardName: `tickerlake-${stage}`,
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24 })],
        [
          new GraphWidget({ title: 'Runs', left: ['RunPublished', 'RunUnchanged', 'RunFailed', 'ChecksFailed'].map(own), width: 8 }),
          new GraphWidget({ title: 'Vendor calls and bars', left: [own('VendorCalls')], right: [own('LandedBars')], width: 8 }),
          new GraphWidget({ title: 'Bytes scanned by queries', left: [scanned], width: 8 }),
        ],
        [
          new GraphWidget({ title: 'Duration', left: functions.map((one) => one.function.metricDuration({ statistic: 'p99' })), width: 12 }),
          new GraphWidget({ title: 'Errors and throttles', left: functions.flatMap((one) => [one.function.metricErrors(), one.function.metricThrottles()]), width: 12 }),
        ],
      ],
    });
  }
}
