import { PolygonError } from './polygon-error.ts';

/**
 * One attempt took longer than `attemptTimeoutMs`, headers and body together; waiting for the limiter does not count.
 *
 * @example
 * if (error instanceof TimeoutError) console.error(`${error.timeoutMs} ms were not enough`);
 */
export class TimeoutError extends PolygonError {
  override readonly name = 'TimeoutError';
  declare readonly code: 'timeout';
  readonly path: string;
  readonly attempt: number;
  readonly timeoutMs: number;

  constructor(facts: { readonly path: string; readonly attempt: number; readonly timeoutMs: number }) {
    const message = `GET ${facts.path}: no complete answer within ${facts.timeoutMs} ms (attempt ${facts.attempt}). Run again, or raise attemptTimeoutMs.`;
    super(message, { code: 'timeout', transient: true });
    this.path = facts.path;
    this.attempt = facts.attempt;
    this.timeoutMs = facts.timeoutMs;
  }
}
