import type { Range } from './range.ts';

/** What a file of `preview --export` holds instead of a server. */
export interface Embedded {
  /** ISO 8601, UTC. */
  readonly exportedAt: string;
  /** By the dashboard's uid: the only range that the file holds. */
  readonly ranges: Readonly<Record<string, Range>>;
  /** By `questionKey`. */
  readonly answers: Readonly<Record<string, unknown>>;
}
