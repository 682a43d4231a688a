import type { PolygonErrorCode } from '../errors/polygon-error.ts';

/** The outcome of one attempt. Contains no key, header or body. */
export interface AttemptFacts {
  /** Path and query of the call. */
  readonly path: string;
  /** From 1. */
  readonly attempt: number;
  /** HTTP status; null when no response came. */
  readonly status: number | null;
  /** From the start of the call to the end of the body, in ms. */
  readonly ms: number;
  readonly requestId: string | null;
  /** Time before the start, spent waiting for the limiter and between attempts, in ms. */
  readonly waitedMs: number;
  /** `code` of the error; `aborted` by the caller; null when the attempt succeeded. */
  readonly error: PolygonErrorCode | 'aborted' | 'unknown' | null;
}
