import { type Config } from './config.ts';
import { parseEvent } from './event.ts';

/** What this Lambda answers. */
export interface Answer {
  readonly runId: string;
  readonly logLevel: Config['logLevel'];
}

/**
 * The handler of this Lambda, made from its settings: a placeholder for what infra does.
 *
 * @throws {import('./event-error.ts').EventError} When the event is malformed.
 * @example
 * await createHandler({ logLevel: 'info' })({ runId: '01J' }); // { runId: '01J', logLevel: 'info' }
 */
export function createHandler(config: Config): (event: unknown) => Promise<Answer> {
  return async (event) => ({ runId: parseEvent(event).runId, logLevel: config.logLevel });
}
