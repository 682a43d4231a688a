import { PolygonError } from './polygon-error.ts';

/**
 * One attempt took longer than `attemptTimeoutMs`, headers and body together, without the wait for the limiter.
 *
 * @example
 * if (error instanceof TimeoutError) console.error(`${error.timeoutMs} ms were not enough`);
 */
export class TimeoutError extends PolygonError {
  override readonly name = 'TimeoutError';
  declare readonly code: 'timeout';
  /** The host that was called. */
  declare readonly host: string;
  declare readonly path: string;
  declare readonly attempt: number;
  declare readonly timeoutMs: number;

  constructor(facts: {
    readonly host: string;
    readonly path: string;
    readonly attempt: number;
    readonly timeoutMs: number;
  }) {
    const { host, path, timeoutMs, attempt } = facts;
    const advice = 'Run again, or raise attemptTimeoutMs.';
    super(`${host} sent no complete response within ${timeoutMs} ms (GET ${path}, attempt ${attempt}). ${advice}`, {
      ...facts,
      code: 'timeout',
      transient: true,
    });
  }
}
