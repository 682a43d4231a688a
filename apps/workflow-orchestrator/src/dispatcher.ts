import { Logger } from '@aws-lambda-powertools/logger';
import { Lambda } from '@aws-sdk/client-lambda';
import { readDispatcherConfig } from './config.ts';
import { parseStartEvent } from './run-event.ts';
import { type StartedRun, startRun } from './start-run.ts';

const { orchestrator } = readDispatcherConfig();
const lambda = new Lambda({});
const logger = new Logger({ serviceName: 'dispatcher' });

/** The entry point for the schedule and for manual starts. */
export async function handler(event: unknown, context: { readonly awsRequestId: string }): Promise<StartedRun> {
  const started = await startRun(parseStartEvent(event), context.awsRequestId, { lambda, orchestrator });
  logger.info(started.isNew ? 'run started' : 'run was already started', { ...started });
  return started;
}
