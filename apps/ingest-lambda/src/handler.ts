import type { Logger } from '@aws-lambda-powertools/logger';
import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import { parseEvent } from './event.ts';
import { ingest, type IngestAnswer, type IngestResources } from './ingest.ts';

/** Logger and metrics of the Lambda. */
export interface Telemetry {
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/**
 * The handler of this Lambda: logs one JSON line per call and chunk with the run's id, writes CloudWatch metrics, and
 * logs
 * errors before throwing them.
 *
 * @throws {EventError} when the event is malformed, and as `ingest`.
 * @example
 * const handler = createHandler(resources, { logger, metrics });
 */
export function createHandler(
  resources: Omit<IngestResources, 'onAttempt' | 'onReceipt'>,
  { logger, metrics }: Telemetry,
): (event: unknown) => Promise<IngestAnswer> {
  return async (event) => {
    try {
      const request = parseEvent(event);
      logger.appendKeys({ runId: request.runId });
      const answer = await ingest(request, {
        ...resources,
        onAttempt: (facts) => {
          metrics.addMetric('VendorCalls', MetricUnit.Count, 1);
          if (facts.status === 429) metrics.addMetric('VendorThrottles', MetricUnit.Count, 1);
          logger.info('vendor call', { ...facts });
        },
        onReceipt: (receipt) => {
          metrics.addMetric('RowsSent', MetricUnit.Count, receipt.rows);
          if ('records' in receipt)
            metrics.addMetric('RecordsRetried', MetricUnit.Count, receipt.sentRecords - receipt.records);
          logger.info('records' in receipt ? 'chunk sent' : 'chunk landed', { ...receipt });
        },
      });
      logger.info('done', { chunks: answer.receipts.length, left: answer.left.length, waitMs: answer.waitMs });
      return answer;
    } catch (error) {
      metrics.addMetric('Failures', MetricUnit.Count, 1);
      logger.error('ingest failed', error instanceof Error ? error : String(error));
      throw error;
    } finally {
      metrics.publishStoredMetrics();
      logger.resetKeys();
    }
  };
}
