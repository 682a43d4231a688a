import type { PageCheckpoint } from '../bars/page-checkpoint.ts';
import { PolygonError } from './polygon-error.ts';

/**
 * Why paging stopped: `page-failed` (see `cause`), `cycle`, `max-pages`, `no-progress` (page after page without a new bar),
 * `next-url` (foreign or malformed), `other-ticker` or `other-adjusted` (not what was requested), `disorder`,
 * `truncated` (the server cut the range and offers no next page).
 */
export type PaginationReason =
  | 'page-failed'
  | 'cycle'
  | 'max-pages'
  | 'no-progress'
  | 'next-url'
  | 'other-ticker'
  | 'other-adjusted'
  | 'disorder'
  | 'truncated';

/** How far paging got. */
export interface PagingProgress {
  readonly pagesDone: number;
  /** `t` of the last delivered bar; null before the first. */
  readonly lastT: number | null;
  /** Where to resume; null when page 1 failed. */
  readonly checkpoint: PageCheckpoint | null;
}

/**
 * The pages of a range could not be read to the end. Delivered pages are good; `checkpoint` resumes after them.
 *
 * @example
 * if (error instanceof PaginationError && error.checkpoint) retryLater({ ...request, resumeFrom: error.checkpoint });
 */
export class PaginationError extends PolygonError {
  override readonly name = 'PaginationError';
  declare readonly code: 'pagination';
  declare readonly reason: PaginationReason;
  declare readonly ticker: string;
  declare readonly pagesDone: number;
  declare readonly lastT: number | null;
  declare readonly checkpoint: PageCheckpoint | null;

  constructor(
    detail: string,
    facts: PagingProgress & {
      readonly reason: PaginationReason;
      readonly ticker: string;
      readonly transient: boolean;
      readonly cause?: unknown;
    },
  ) {
    const last = facts.lastT === null ? 'no bar' : `the bar at ${facts.lastT}`;
    const done = `${facts.pagesDone} page(s) of ${facts.ticker} were delivered, up to ${last}`;
    const again = facts.transient ? 'Run again later.' : 'A retry would not help: check the request and the base URL.';
    const advice = facts.checkpoint === null ? again : 'Resume with `resumeFrom: error.checkpoint`.';
    super(`Page ${facts.pagesDone + 1} of ${facts.ticker}: ${detail} ${done}. ${advice}`, {
      ...facts,
      code: 'pagination',
    });
  }
}
