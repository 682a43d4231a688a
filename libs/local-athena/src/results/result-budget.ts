/** Limits on the disk space and lifetime of results. */
export interface ResultBudget {
  /** Per result; a query that returns more fails. */
  readonly resultBytes: number;
  /** All results together: the oldest are evicted for a new one. */
  readonly totalBytes: number;
  /** Time after the end of a query until it and its result are deleted. */
  readonly keepMs: number;
}

/** 1 GiB per result, 2 GiB in total, one hour: clients read a result right away. */
export const defaultBudget: ResultBudget = { resultBytes: 2 ** 30, totalBytes: 2 ** 31, keepMs: 3_600_000 };
