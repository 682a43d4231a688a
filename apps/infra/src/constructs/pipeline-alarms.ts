import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { PolicyStatement, StarPrincipal, Effect } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { PipelineFunction } from './pipeline-function.ts';

/** What is watched. */
export interface PipelineAlarmsProps {
  readonly stage: string;
  readonly email: string | null;
  readonly isScheduled: boolean;
  readonly ingest: PipelineFunction;
  readonly orchestrator: PipelineFunction;
  readonly failed: Queue;
  readonly stream: DeliveryStream | null;
}

/** What an alarm says of itself: the guide tells what to do under the same name. */
interface Watch {
  readonly id: string;
  readonly meaning: string;
  readonly metric: IMetric;
  readonly above: number;
  readonly missing?: TreatMissingData;
}

/** Where the functions put their own measures. */
export const metricNamespace = 'Tickerlake';

/**
 * Seven alarms, each to one topic; `docs/operations.md` says under each name what it means and what to do.
 *
 * @example
 * new PipelineAlarms(stack, 'Alarms', { stage: 'prod', email, isScheduled: true, ingest, orchestrator, failed, stream });
 */
export class PipelineAlarms extends Construct {
  readonly topic: Topic;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: PipelineAlarmsProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { topicName: `tickerlake-${props.stage}-alarms`, enforceSSL: true });
    this.topic.addToResourcePolicy(new PolicyStatement({ sid: 'NobodyOutside', effect: Effect.DENY, principals: [new StarPrincipal()], actions: ['sns:AddPermission', 'sns:RemovePermission'], resources: [this.topic.topicArn], conditions: { StringNotEquals: { 'aws:PrincipalAccount': this.topic.stack.account } } }));
    if (props.email !== null) this.topic.addSubscription(new EmailSubscription(props.email));
    this.alarms = watches(props).map(({ id: name, meaning, metric, above, missing }) => {
      const alarm = new Alarm(this, name, {
        alarmName: `tickerlake-${props.stage}-${name}`,
        alarmDescription: `${meaning} See docs/operations.md, "${name}".`,
        metric,
        threshold: above,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: missing ?? TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(new SnsAction(this.topic));
      return alarm;
    });
  }
}

function watches({ ingest, orchestrator, failed, stream, stage, isScheduled }: PipelineAlarmsProps): Watch[] {
  const period = Duration.hours(1);
  const own = (metricName: string, statistic: string): Metric => new Metric({ namespace: metricNamespace, metricName, dimensionsMap: { stage }, statistic, period });
  return [
    { id: 'run-failed', meaning: 'A run ended without publishing.', metric: own('RunFailed', 'Sum'), above: 0 },
    { id: 'checks-failed', meaning: 'Quality rules stopped a run; readers see the release before.', metric: own('ChecksFailed', 'Sum'), above: 0 },
    {
      id: 'data-late', meaning: 'The newest published session is older than the calendar expects.', metric: own('SessionsBehind', 'Maximum'), above: 1,
      ...(isScheduled && { missing: TreatMissingData.MISSING }),
    },
    { id: 'function-errors', meaning: 'A function ended with an error.', metric: orchestrator.function.metricErrors({ period }), above: 0 },
    { id: 'ingest-throttled', meaning: 'Fetching was refused a place to run.', metric: ingest.function.metricThrottles({ period }), above: 5 },
    { id: 'start-lost', meaning: 'A scheduled start was given up.', metric: failed.metricApproximateNumberOfMessagesVisible({ period }), above: 0 },
    ...(stream === null ? [] : [{ id: 'delivery-late', meaning: 'Rows wait in Firehose for longer than a quarter of an hour.', metric: stream.metric('DeliveryToS3.DataFreshness', { statistic: 'Maximum', period }), above: 900 }]),
  ];
}
