import type { Logger } from '@aws-lambda-powertools/logger';
import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import { type DurableLambdaHandler, withDurableExecution } from '@aws/durable-execution-sdk-js';
import { invokeIngest, toWorkflowContext } from './durable-workflow.ts';
import { orchestrate } from './orchestrate.ts';
import type { OrchestratorResources } from './orchestrator-resources.ts';
import { parseRunEvent } from './run-event.ts';
import { type FailureNotice, toNotice } from './tell-failure.ts';

/** Logger, metrics and alarm of the orchestrator. */
export interface Telemetry {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Notifies people of a failed run. */
  readonly alarm: (notice: FailureNotice) => Promise<void>;
}

/**
 * The durable handler: runs the workflow, counts how it ended, and notifies people when it failed. Notifications are
 * sent in steps, because everything else is repeated with each invocation.
 *
 * @throws {EventError} for a malformed event, and the errors of `orchestrate`; the execution then fails.
 * @example
 * export const handler = createHandler(resources, { logger, metrics, alarm });
 */
export function createHandler(
  resources: Omit<OrchestratorResources, 'onNotice' | 'ingest'>,
  { logger, metrics, alarm }: Telemetry,
): DurableLambdaHandler {
  const count = (name: string): void => {
    metrics.addMetric(name, MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  };
  return withDurableExecution(async (event: unknown, durable) => {
    const run = parseRunEvent(event);
    const { runId } = run;
    const notices: string[] = [];
    const onNotice = (notice: string): void => void notices.push(notice);
    try {
      const ingest = invokeIngest(durable, resources.config.ingestFunction);
      const report = await orchestrate(run, toWorkflowContext(durable, resources.clock), {
        ...resources,
        ingest,
        onNotice,
      });
      await durable.step('report', async () => {
        count(report.outcome === 'refused' ? 'RunsRefused' : 'RunsSucceeded');
        logger.info('run ended', { ...report, notices });
      });
      return report;
    } catch (error) {
      await durable.step('alarm', async () => {
        const notice = toNotice(error, {
          runId,
          stage: resources.config.stage,
          executionArn: durable.executionContext.durableExecutionArn,
        });
        logger.error(notice.subject, { notices, error: error instanceof Error ? error : new Error(String(error)) });
        count('RunsFailed');
        await alarm(notice);
      });
      throw error;
    }
  });
}
