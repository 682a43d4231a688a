import { invalidRequest } from './api-error.ts';

/**
 * A page of a list; its token is the index of the next item.
 *
 * @throws {ApiError} for a token that is none.
 * @example
 * takePage(['a', 'b', 'c'], { MaxResults: 2 }); // { items: ['a', 'b'], next: { NextToken: '2' } }
 */
export function takePage<T>(
  all: readonly T[],
  { NextToken, MaxResults }: { NextToken?: string | undefined; MaxResults: number },
): { items: readonly T[]; next: { NextToken?: string } } {
  const from = NextToken === undefined ? 0 : Number(NextToken);
  if (!Number.isSafeInteger(from) || from < 0) throw invalidRequest('The NextToken is not valid.');
  return {
    items: all.slice(from, from + MaxResults),
    next: from + MaxResults < all.length ? { NextToken: String(from + MaxResults) } : {},
  };
}
