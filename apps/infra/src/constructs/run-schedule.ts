import { Duration } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { allow, permissionsOf } from './allow.ts';
import type { PipelineFunction } from './pipeline-function.ts';
import { serviceOfAccount } from './service-of-account.ts';

/** What starts by itself. */
export interface RunScheduleProps {
  readonly stage: string;
  readonly isEnabled: boolean;
  readonly dispatcher: PipelineFunction;
  readonly failed: Queue;
}

/** A quarter past each hour, in UTC: the market's own hours, early closes and summer time are the calendar's, not cron's. */
const hourly = 'cron(15 * * * ? *)';

/**
 * Starts a run each hour when enabled. A start that fails is tried again for a quarter of an hour, then kept in a queue;
 * one that comes twice finds the run by its name.
 *
 * @example
 * new RunSchedule(stack, 'Schedule', { stage: 'prod', isEnabled: false, dispatcher, failed });
 */
export class RunSchedule extends Construct {
  constructor(scope: Construct, id: string, { stage, isEnabled, dispatcher, failed }: RunScheduleProps) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: serviceOfAccount(this, 'scheduler.amazonaws.com'), description: 'The schedule starts the dispatcher' });
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
        // The scheduled minute names the run, so a start that is delivered twice is one run.
        input: JSON.stringify({ scheduledAt: '<aws.scheduler.scheduled-time>' }),
        deadLetterConfig: { arn: failed.queueArn },
        retryPolicy: { maximumRetryAttempts: 5, maximumEventAgeInSeconds: Duration.minutes(15).toSeconds() },
      },
    });
    schedule.node.addDependency(permissionsOf(role));
  }
}
