/** How much results may take on disk, and for how long they are kept. */
export interface ResultBudget {
  /** Of one result; a query that gives more fails. */
  readonly resultBytes: number;
  /** Of all results together: the oldest are given up for a new one. */
  readonly totalBytes: number;
  /** After a query has ended; then the query and its result are forgotten. */
  readonly keepMs: number;
}

/** 1 GiB for a result, 2 GiB for all of them, an hour: a client pages through a result at once. */
export const defaultBudget: ResultBudget = { resultBytes: 2 ** 30, totalBytes: 2 ** 31, keepMs: 3_600_000 };
