import type { AnyPolygonError } from '../../errors/is-polygon-error.ts';

/** A failed attempt that is made again. Clean: no key, no header, no body. */
export interface RetryFacts {
  /** Host, and port unless it is the default, that was called. */
  readonly host: string;
  /** Path and query of the call. */
  readonly path: string;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** Time until the next attempt, in ms; after a 429 it also takes its turn at the limiter. */
  readonly waitMs: number;
  readonly error: AnyPolygonError;
}
