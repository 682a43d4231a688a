import type { PaginationReason } from '../errors/pagination-error.ts';

/** Why a page is refused: the reason, and a sentence for the error message. */
export interface PageFault {
  readonly reason: PaginationReason;
  readonly detail: string;
}

/**
 * Whether a result is a fault.
 *
 * @example
 * if (isPageFault(next)) throw toPaginationError(next);
 */
export function isPageFault(value: object | null): value is PageFault {
  return value !== null && 'reason' in value;
}
