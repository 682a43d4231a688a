import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Watch } from '../watches.ts';

/** The watches that raise alarms, and the topic to notify. */
export interface PipelineAlarmsProps {
  readonly stage: string;
  readonly topic: Topic;
  readonly watches: readonly Watch[];
}

/**
 * An alarm for each watch, all sent to one topic; `docs/operations.md` explains each alarm by name and what to do.
 *
 * @example
 * const { alarms } = new PipelineAlarms(stack, 'Alarms', { stage: 'prod', topic, watches });
 */
export class PipelineAlarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, { stage, topic, watches }: PipelineAlarmsProps) {
    super(scope, id);
    this.alarms = watches.map(({ name, meaning, metric, when, periods = 1, isSilenceBad = false }) => {
      const alarm = new Alarm(this, name, {
        alarmName: `tickerlake-${stage}-${name}`,
        alarmDescription: `${meaning} See docs/operations.md, "${name}".`,
        metric,
        threshold: 'above' in when ? when.above : when.below,
        comparisonOperator:
          'above' in when ? ComparisonOperator.GREATER_THAN_THRESHOLD : ComparisonOperator.LESS_THAN_THRESHOLD,
        evaluationPeriods: periods,
        treatMissingData: isSilenceBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(new SnsAction(topic));
      alarm.addOkAction(new SnsAction(topic));
      return alarm;
    });
  }
}
