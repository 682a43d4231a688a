import { Duration } from 'aws-cdk-lib';
import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { PipelineFunction } from './pipeline-function.ts';

/** What is watched. */
export interface Watched {
  readonly ingest: PipelineFunction;
  readonly orchestrator: PipelineFunction;
  readonly failed: Queue;
  /** Null: rows go straight to the lake. */
  readonly stream: DeliveryStream | null;
  /** Without a schedule nothing is late. */
  readonly isScheduled: boolean;
}

/** A rule that raises an alarm; the guide says under its name what it means and what to do. */
export interface Watch {
  readonly name: string;
  readonly meaning: string;
  readonly metric: IMetric;
  readonly when: { readonly above: number } | { readonly below: number };
  /** All of the last so many periods have to say so; default 1. */
  readonly periods?: number;
  /** Whether silence is the alarm; default false. */
  readonly isSilenceBad?: boolean;
}

/** Longer than Firehose buffers at most, and than its retries of a slow bucket. */
const lateDeliverySeconds = 900;
/** Of a function's timeout. */
const slowShare = 0.8;
const period = Duration.minutes(5);

/**
 * Every alarm of the pipeline, ten: so many are free. A run's end and age are read from Lambda's own metrics of durable executions: they are there even
 * when our code is not.
 *
 * @example
 * watches({ ingest, orchestrator, failed, stream: null, isScheduled: true }).map(({ name }) => name);
 */
export function watches({ ingest, orchestrator, failed, stream, isScheduled }: Watched): readonly Watch[] {
  return [
    {
      name: 'run-failed', meaning: 'A run failed; readers see the release before.', when: { above: 0 }, metric: runs(orchestrator, 'DurableExecutionFailed'),
    },
    { name: 'data-stale', meaning: 'No run has succeeded for a day, although they are scheduled hourly.', metric: runs(orchestrator, 'DurableExecutionSucceeded', Duration.hours(1)), when: { below: 1 }, periods: 24, isSilenceBad: isScheduled },
    ...ofFunction('ingest', ingest),
    { name: 'ingest-throttles', meaning: 'Invocations of ingest found no place to run.', metric: ingest.function.metricThrottles({ period }), when: { above: 0 } },
    ...ofFunction('orchestrator', orchestrator),
    { name: 'starts-lost', meaning: 'A start was given up and lies in the queue of failed starts.', metric: failed.metricApproximateNumberOfMessagesVisible({ period }), when: { above: 0 } },
    ...(stream === null ? [] : [
      { name: 'delivery-late', meaning: 'Rows wait in Firehose for longer than a quarter of an hour.', metric: stream.metric('DeliveryToS3.DataFreshness', { statistic: 'Maximum', period }), when: { above: lateDeliverySeconds } },
      { name: 'stream-throttled', meaning: 'Firehose refused rows for want of quota; they are sent again.', metric: stream.metric('ThrottledRecords', { statistic: 'Sum', period }), when: { above: 0 } },
    ]),
  ];
}

function ofFunction(name: string, one: PipelineFunction): readonly Watch[] {
  return [
    { name: `${name}-errors`, meaning: `An invocation of ${name} ended with an error.`, metric: one.function.metricErrors({ period }), when: { above: 0 } },
    { name: `${name}-slow`, meaning: `Invocations of ${name} take more than 80 % of the time they may.`, metric: one.function.metricDuration({ statistic: 'p99', period }), when: { above: one.timeout.toMilliseconds() * slowShare } },
  ];
}

/** Lambda counts durable executions by function. */
const runs = ({ function: { functionName: FunctionName } }: PipelineFunction, metricName: string, each = period): Metric =>
  new Metric({ namespace: 'AWS/Lambda', metricName, dimensionsMap: { FunctionName }, statistic: 'Sum', period: each });
