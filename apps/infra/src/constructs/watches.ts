import { Duration } from 'aws-cdk-lib';
import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { PipelineFunction } from './pipeline-function.ts';

/** The resources to watch. */
export interface Watched {
  readonly ingest: PipelineFunction;
  readonly orchestrator: PipelineFunction;
  readonly failed: Queue;
  /** Null: rows go straight to the lake. */
  readonly stream: DeliveryStream | null;
  /** Without a schedule nothing counts as late. */
  readonly isScheduled: boolean;
}

/** A rule that raises an alarm; the guide explains it under its name and says what to do. */
export interface Watch {
  readonly name: string;
  readonly meaning: string;
  readonly metric: IMetric;
  readonly when: { readonly above: number } | { readonly below: number };
  /** Number of consecutive periods that must match; default 1. */
  readonly periods?: number;
  /** Whether missing data raises the alarm; default false. */
  readonly isSilenceBad?: boolean;
}

/** Longer than Firehose's longest buffering and its retries of a slow bucket. */
const lateDeliverySeconds = 900;
/** Share of a function's timeout. */
const slowShare = 0.8;
const period = Duration.minutes(5);

/**
 * All ten alarms of the pipeline; ten are free. The end and age of a run come from Lambda's metrics of durable
 * executions, which exist even when our code does not run.
 *
 * @example
 * watches({ ingest, orchestrator, failed, stream: null, isScheduled: true }).map(({ name }) => name);
 */
export function watches({ ingest, orchestrator, failed, stream, isScheduled }: Watched): readonly Watch[] {
  return [
    {
      name: 'run-failed',
      meaning: 'A run failed; readers see the previous release.',
      when: { above: 0 },
      metric: runs(orchestrator, 'DurableExecutionFailed'),
    },
    {
      name: 'data-stale',
      meaning: 'No run has succeeded for a day, although runs are scheduled hourly.',
      metric: runs(orchestrator, 'DurableExecutionSucceeded', Duration.hours(1)),
      when: { below: 1 },
      periods: 24,
      isSilenceBad: isScheduled,
    },
    ...ofFunction('ingest', ingest),
    {
      name: 'ingest-throttles',
      meaning: 'No Lambda concurrency was available for the ingest function.',
      metric: ingest.function.metricThrottles({ period }),
      when: { above: 0 },
    },
    ...ofFunction('orchestrator', orchestrator),
    {
      name: 'starts-lost',
      meaning: 'A run could not be started; its start event is in the dead-letter queue.',
      metric: failed.metricApproximateNumberOfMessagesVisible({ period }),
      when: { above: 0 },
    },
    ...(stream === null
      ? []
      : [
          {
            name: 'delivery-late',
            meaning: 'Rows have waited in Firehose for more than 15 minutes.',
            metric: stream.metric('DeliveryToS3.DataFreshness', { statistic: 'Maximum', period }),
            when: { above: lateDeliverySeconds },
          },
          {
            name: 'stream-throttled',
            meaning: 'Firehose throttled rows; they are sent again.',
            metric: stream.metric('ThrottledRecords', { statistic: 'Sum', period }),
            when: { above: 0 },
          },
        ]),
  ];
}

function ofFunction(name: string, one: PipelineFunction): readonly Watch[] {
  return [
    {
      name: `${name}-errors`,
      meaning: `An invocation of ${name} ended with an error.`,
      metric: one.function.metricErrors({ period }),
      when: { above: 0 },
    },
    {
      name: `${name}-slow`,
      meaning: `Invocations of ${name} take more than 80 % of their timeout.`,
      metric: one.function.metricDuration({ statistic: 'p99', period }),
      when: { above: one.timeout.toMilliseconds() * slowShare },
    },
  ];
}

/** Lambda counts durable executions by function. */
const runs = (
  { function: { functionName: FunctionName } }: PipelineFunction,
  metricName: string,
  each = period,
): Metric =>
  new Metric({ namespace: 'AWS/Lambda', metricName, dimensionsMap: { FunctionName }, statistic: 'Sum', period: each });
