import { Duration } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { allow, permissionsOf } from './allow.ts';
import type { PipelineFunction } from './pipeline-function.ts';
import { serviceOfAccount } from './service-of-account.ts';

/** Whether runs are scheduled, and what is started. */
export interface RunScheduleProps {
  readonly stage: string;
  readonly isEnabled: boolean;
  readonly dispatcher: PipelineFunction;
  readonly failed: Queue;
}

/**
 * 15 minutes past each hour, in UTC: session hours, early closes and summer time are the calendar's job, not cron's.
 */
const hourly = 'cron(15 * * * ? *)';

/**
 * Starts a run each hour when enabled. A start that fails is retried for 15 minutes, then kept in a queue; a duplicate
 * start finds the existing run by its name.
 *
 * @example
 * new RunSchedule(stack, 'Schedule', { stage: 'prod', isEnabled: false, dispatcher, failed });
 */
export class RunSchedule extends Construct {
  constructor(scope: Construct, id: string, { stage, isEnabled, dispatcher, failed }: RunScheduleProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: serviceOfAccount(this, 'scheduler.amazonaws.com'),
      description: 'The schedule starts the dispatcher',
    });
    allow(role, { actions: ['lambda:InvokeFunction'], resources: [dispatcher.live.functionArn] });
    allow(role, { actions: ['sqs:SendMessage'], resources: [failed.queueArn] });
    const schedule = new CfnSchedule(this, 'Hourly', {
      name: `tickerlake-${stage}-hourly`,
      description: 'Starts a run of the pipeline',
      state: isEnabled ? 'ENABLED' : 'DISABLED',
      scheduleExpression: hourly,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: dispatcher.live.functionArn,
        roleArn: role.roleArn,
        // The run is named after the scheduled minute, so a start that is delivered twice gives one run.
        input: JSON.stringify({ scheduledAt: '<aws.scheduler.scheduled-time>' }),
        deadLetterConfig: { arn: failed.queueArn },
        retryPolicy: { maximumRetryAttempts: 5, maximumEventAgeInSeconds: Duration.minutes(15).toSeconds() },
      },
    });
    schedule.node.addDependency(permissionsOf(role));
  }
}
