import { describe, expect, it } from 'vitest';
import { parseAggregatesAnswer } from '../aggregates/bars/parse-aggregates-answer.ts';

const upgrade = ' Please upgrade your plan at https://massive.com/pricing';

function errorOf(httpStatus: number, body: unknown): unknown {
  try {
    parseAggregatesAnswer(typeof body === 'string' ? body : JSON.stringify(body), {
      httpStatus,
      requestIdHeader: 'from-header',
    });
  } catch (error) {
    return error;
  }
  return null;
}

describe('a refusal becomes the error of its kind', () => {
  it.each([
    {
      name: '400 in descending order',
      status: 400,
      body: { status: 'ERROR', error: "The parameter 'to' cannot be a time that occurs before 'from'" },
      error: {
        name: 'BadRequestError',
        code: 'bad-request',
        text: "The parameter 'to' cannot be a time that occurs before 'from'",
      },
    },
    {
      name: '401 without a key',
      status: 401,
      body: { status: 'ERROR', error: 'API Key was not provided' },
      error: { name: 'AuthError', code: 'auth' },
    },
    {
      name: '400 without a key',
      status: 400,
      body: { status: 'ERROR', error: 'API Key was not provided' },
      error: { name: 'AuthError', status: 400 },
    },
    {
      name: '401 with a wrong key',
      status: 401,
      body: { status: 'ERROR', error: 'Unknown API Key' },
      error: { name: 'AuthError', text: 'Unknown API Key' },
    },
    {
      name: '403 not in the plan',
      status: 403,
      body: { status: 'NOT_AUTHORIZED', message: `You are not entitled to this data.${upgrade}` },
      error: { name: 'EntitlementError', reason: 'plan' },
    },
    {
      name: '403 too old',
      status: 403,
      body: { status: 'NOT_AUTHORIZED', message: `Your plan doesn't include this data timeframe.${upgrade}` },
      error: { reason: 'timeframe' },
    },
    {
      name: '403 too new',
      status: 403,
      body: { status: 'NOT_AUTHORIZED', message: `Attempted to request today's data before end of day.${upgrade}` },
      error: { reason: 'today' },
    },
    {
      name: '403 from a firewall',
      status: 403,
      body: '<html><title>Forbidden</title></html>',
      error: { name: 'EntitlementError', reason: 'unknown', text: 'Forbidden' },
    },
    {
      name: '200 not authorized',
      status: 200,
      body: { status: 'NOT_AUTHORIZED', message: 'You are not entitled to this data.' },
      error: { name: 'EntitlementError', status: 200, reason: 'plan' },
    },
    {
      name: '200 error about the key',
      status: 200,
      body: { status: 'ERROR', error: 'Unknown API Key' },
      error: { name: 'AuthError', status: 200 },
    },
    {
      name: '200 error about too many calls',
      status: 200,
      body: { status: 'ERROR', error: "You've exceeded the maximum requests per minute" },
      error: { name: 'RateLimitError', transient: true },
    },
    {
      name: '200 error about anything else',
      status: 200,
      body: { status: 'ERROR', error: 'Something new' },
      error: { name: 'PolygonHttpError', code: 'http', text: 'Something new', transient: false },
    },
    {
      name: '200 not found',
      status: 200,
      body: { status: 'NOT_FOUND', message: 'Data not found.' },
      error: { name: 'NotFoundError', code: 'not-found' },
    },
    {
      name: '404',
      status: 404,
      body: { status: 'NOT_FOUND', message: 'Ticker not found.' },
      error: { name: 'NotFoundError', apiStatus: 'NOT_FOUND', text: 'Ticker not found.' },
    },
    {
      name: '429',
      status: 429,
      body: { status: 'ERROR', error: "You've exceeded the maximum requests per minute" },
      error: { name: 'RateLimitError', code: 'rate-limit', retryAfterMs: null, transient: true },
    },
    {
      name: '429 with an empty body',
      status: 429,
      body: '',
      error: { name: 'RateLimitError', text: null, message: expect.stringContaining('HTTP 429, with no text') },
    },
    {
      name: '504 from a proxy',
      status: 504,
      body: '<html><head><title>504 Gateway Time-out</title></head></html>',
      error: { name: 'ServerError', code: 'server', text: '504 Gateway Time-out', transient: true },
    },
    { name: '501', status: 501, body: '', error: { name: 'ServerError', transient: false } },
    { name: '408', status: 408, body: '', error: { name: 'ServerError', transient: true } },
    {
      name: '418',
      status: 418,
      body: 'I am\n a teapot',
      error: { name: 'PolygonHttpError', code: 'http', text: 'I am a teapot' },
    },
    { name: '304', status: 304, body: '', error: { name: 'PolygonHttpError', code: 'http' } },
    {
      name: 'an error that is an object',
      status: 400,
      body: { error: { field: 'limit' } },
      error: { text: '{"field":"limit"}' },
    },
    { name: 'a body that is a list', status: 400, body: ['no'], error: { text: '["no"]', apiStatus: null } },
    { name: 'a body that is null', status: 500, body: 'null', error: { name: 'ServerError', text: 'null' } },
  ])('$name', ({ status, body, error }) => {
    expect(errorOf(status, body)).toMatchObject(error);
  });

  it.each([
    { name: 'of the body', body: { request_id: 'in-body' }, requestId: 'in-body' },
    { name: 'that is a number', body: { request_id: 42 }, requestId: '42' },
    { name: 'of the header, if the body has an object', body: { request_id: {} }, requestId: 'from-header' },
    { name: 'of the header, if the body has none', body: '', requestId: 'from-header' },
  ])('has the request id $name', ({ body, requestId }) => {
    expect(errorOf(400, body)).toMatchObject({
      requestId,
      message: expect.stringContaining(`request id ${requestId}`),
    });
  });

  it("caps the server's text", () => {
    expect(errorOf(500, 'x'.repeat(10_000))).toHaveProperty('text.length', 500);
  });

  it('names the call, the reason and what to do', () => {
    expect(errorOf(401, { status: 'ERROR', error: 'Unknown API Key' })).toHaveProperty(
      'message',
      'The response: HTTP 401 ERROR, "Unknown API Key" (attempt 1, request id from-header). Check the API key: it is missing, mistyped or revoked.',
    );
  });
});
