import type { AuthError } from './auth-error.ts';
import type { BadRequestError } from './bad-request-error.ts';
import type { EntitlementError } from './entitlement-error.ts';
import type { InvalidRequestError } from './invalid-request-error.ts';
import type { NetworkError } from './network-error.ts';
import type { NotFoundError } from './not-found-error.ts';
import type { PaginationError } from './pagination-error.ts';
import { errorBrand } from './polygon-error.ts';
import type { PolygonHttpError } from './polygon-http-error.ts';
import type { RateLimitError } from './rate-limit-error.ts';
import type { ServerError } from './server-error.ts';
import type { TimeoutError } from './timeout-error.ts';
import type { ValidationError } from './validation-error.ts';

/** Any error of this package, identified by `code`. */
export type AnyPolygonError =
  | AuthError
  | BadRequestError
  | EntitlementError
  | InvalidRequestError
  | NetworkError
  | NotFoundError
  | PaginationError
  | RateLimitError
  | ServerError
  | TimeoutError
  | ValidationError
  | (PolygonHttpError & { readonly code: 'http' });

/**
 * Whether a caught value is an error of this package, even if it comes from another copy of the package.
 *
 * @example
 * catch (error) { if (isPolygonError(error) && error.code === 'entitlement') console.error(error.reason); }
 */
export function isPolygonError(value: unknown): value is AnyPolygonError {
  return typeof value === 'object' && value !== null && errorBrand in value;
}
