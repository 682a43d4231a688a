import type { AnyPolygonError } from '../../errors/is-polygon-error.ts';

/** A failed attempt that will be retried. Contains no key, header or body. */
export interface RetryFacts {
  /** Host, and port unless it is the default, that was called. */
  readonly host: string;
  /** Path and query of the call. */
  readonly path: string;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  /** Total attempts, including the first. */
  readonly attempts: number;
  /** Time until the next attempt, in ms; after a 429, the wait for the limiter comes on top. */
  readonly waitMs: number;
  readonly error: AnyPolygonError;
}
