import { describe, expect, expectTypeOf, it } from 'vitest';
import type { EntitlementReason } from './entitlement-error.ts';
import { EntitlementError } from './entitlement-error.ts';
import { InvalidRequestError } from './invalid-request-error.ts';
import { isPolygonError } from './is-polygon-error.ts';
import { NetworkError } from './network-error.ts';
import { PaginationError } from './pagination-error.ts';
import { PolygonError } from './polygon-error.ts';

const facts = {
  status: 403,
  apiStatus: 'NOT_AUTHORIZED',
  requestId: 'r-1',
  attempt: 2,
  path: '/v2/x',
  text: 'You are not entitled to this data.',
};

describe('isPolygonError', () => {
  it('recognizes errors of another copy of the package', () => {
    const foreign = Object.assign(new Error('from elsewhere'), {
      [Symbol.for('@tickerlake/polygon-client/error')]: true,
    });

    expect(isPolygonError(new EntitlementError(facts))).toBe(true);
    expect(isPolygonError(foreign)).toBe(true);
  });

  it.each([new Error('x'), new TypeError('fetch failed'), null, undefined, 'text', {}])('rejects %o', (value) => {
    expect(isPolygonError(value)).toBe(false);
  });

  it('narrows by code', () => {
    const error: unknown = new EntitlementError(facts);
    if (isPolygonError(error) && error.code === 'entitlement')
      expectTypeOf(error.reason).toEqualTypeOf<EntitlementReason>();

    expect(error).toBeInstanceOf(PolygonError);
  });
});

describe('toJSON', () => {
  it('has message, facts, and the chain of causes', () => {
    const cause = new EntitlementError(facts);
    const error = new PaginationError('it failed.', {
      reason: 'page-failed',
      ticker: 'AAPL',
      pagesDone: 1,
      lastT: 5,
      checkpoint: null,
      transient: false,
      cause,
    });

    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      name: 'PaginationError',
      code: 'pagination',
      reason: 'page-failed',
      message: expect.stringContaining('Page 2 of AAPL: it failed.'),
      cause: {
        name: 'EntitlementError',
        status: 403,
        requestId: 'r-1',
        attempt: 2,
        message: expect.stringContaining('GET /v2/x: HTTP 403'),
      },
    });
  });

  it('names a foreign cause', () => {
    const error = new NetworkError({
      host: 'api.massive.com',
      path: '/v2/x',
      attempt: 1,
      transient: true,
      cause: new Error('read ECONNRESET'),
    });

    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ cause: { name: 'Error', message: 'read ECONNRESET' } });
  });
});

it('an error without a cause has no cause', () => {
  expect(new InvalidRequestError('Refused', [{ path: 'x', message: 'must be y' }])).not.toHaveProperty('cause');
});
