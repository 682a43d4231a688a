import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBaseUrl } from '../request/parse-base-url.ts';
import type { RequestedBars } from './page-call.ts';
import { isPageFault } from './page-fault.ts';
import { parseNextUrl } from './parse-next-url.ts';

const request: RequestedBars = {
  ticker: 'AAPL',
  multiplier: 1,
  timespan: 'minute',
  adjusted: false,
  pageLimit: 50_000,
  from: '2023-07-31',
  to: '2023-07-31',
};
const massive = parseBaseUrl('https://api.massive.com');
const pathOnly = '/v2/aggs/ticker/AAPL/range/1/minute/1690791480000/2023-07-31';
const rebuilt = { path: `${pathOnly}?cursor=abc&adjusted=false`, isProof: false };

describe('parseNextUrl', () => {
  it.each([
    { name: 'the old host', url: `https://api.polygon.io${pathOnly}?cursor=abc` },
    { name: 'the current host', url: `https://api.massive.com${pathOnly}?cursor=abc` },
    { name: 'a port', url: `https://api.polygon.io:443${pathOnly}?cursor=abc` },
    { name: 'the port twice', url: `https://api.polygon.io:443:443${pathOnly}?cursor=abc` },
    { name: 'capital letters in the host', url: `HTTPS://API.Polygon.IO${pathOnly}?cursor=abc` },
    { name: 'a key in the query', url: `https://api.polygon.io${pathOnly}?apiKey=x&cursor=abc&APIKEY=y&api_key=z` },
    { name: 'another adjusted', url: `https://api.polygon.io${pathOnly}?cursor=abc&adjusted=true` },
  ])('rebuilds a link with $name', ({ url }) => {
    expect(parseNextUrl(url, request, massive)).toEqual(rebuilt);
  });

  it.each([
    {
      name: 'the configured host and port',
      base: 'http://127.0.0.1:8080',
      url: `http://127.0.0.1:8080${pathOnly}?cursor=abc`,
    },
    { name: 'the default port of http', base: 'http://localhost', url: `http://localhost:80${pathOnly}?cursor=abc` },
    {
      name: 'the default port of https',
      base: 'https://gate.example',
      url: `https://gate.example:443${pathOnly}?cursor=abc`,
    },
    {
      name: 'the path of the gateway',
      base: 'https://gate.example/massive',
      url: `https://gate.example/massive${pathOnly}?cursor=abc`,
    },
    {
      name: 'the vendor behind a gateway',
      base: 'https://gate.example/massive',
      url: `https://api.massive.com${pathOnly}?cursor=abc`,
    },
  ])('accepts $name', ({ base, url }) => {
    expect(parseNextUrl(url, request, parseBaseUrl(base))).toEqual(rebuilt);
  });

  it.each([
    { name: 'another port', base: 'http://127.0.0.1:8080', url: `http://127.0.0.1:8081${pathOnly}?cursor=abc` },
    { name: 'another scheme', base: 'https://gate.example', url: `http://gate.example${pathOnly}?cursor=abc` },
    {
      name: 'a wrong port of the vendor',
      base: 'https://api.massive.com',
      url: `https://api.massive.com:8443${pathOnly}`,
    },
    { name: 'a user', base: 'https://api.massive.com', url: `https://api.massive.com@evil.example${pathOnly}` },
    { name: 'a backslash', base: 'https://api.massive.com', url: `https://evil.example\\@api.massive.com${pathOnly}` },
    { name: 'a script', base: 'https://api.massive.com', url: 'javascript:alert(1)' },
    { name: 'no scheme', base: 'https://api.massive.com', url: `//api.massive.com${pathOnly}` },
    {
      name: 'parent folders',
      base: 'https://api.massive.com',
      url: `https://api.massive.com/v2/aggs/ticker/AAPL/../AAPL/range/1/minute/1/2`,
    },
    {
      name: 'a malformed ticker',
      base: 'https://api.massive.com',
      url: `https://api.massive.com${pathOnly.replace('AAPL', '%E0%A4%A')}`,
    },
    {
      name: 'a ticker in lower case',
      base: 'https://api.massive.com',
      url: `https://api.massive.com${pathOnly.replace('AAPL', 'aapl')}`,
    },
    {
      name: 'another multiplier',
      base: 'https://api.massive.com',
      url: `https://api.massive.com${pathOnly.replace('/1/', '/5/')}`,
    },
    {
      name: 'an invalid date',
      base: 'https://api.massive.com',
      url: `https://api.massive.com${pathOnly.replace('2023-07-31', 'today')}`,
    },
  ])('refuses $name', ({ base, url }) => {
    expect(parseNextUrl(url, request, parseBaseUrl(base))).toMatchObject({ reason: 'next-url' });
  });

  it('accepts a ticker with a colon, encoded or not', () => {
    const crypto = { ...request, ticker: 'X:BTCUSD' };
    const path = pathOnly.replace('AAPL', 'X%3ABTCUSD');
    const expected = { path: `${path}?cursor=abc&adjusted=false`, isProof: false };

    expect(parseNextUrl(`https://api.polygon.io${path}?cursor=abc`, crypto, massive)).toEqual(expected);
    expect(parseNextUrl(`https://api.polygon.io${path.replace('%3A', ':')}?cursor=abc`, crypto, massive)).toEqual(
      expected,
    );
  });

  it('returns for any text either a refusal or a path to the requested bars on the base URL', () => {
    const pieces = fc.constantFrom(
      'https://',
      'http://',
      'api.polygon.io',
      'evil.example',
      '@',
      ':443',
      '/',
      '\\',
      '..',
      pathOnly,
      '?',
      '#',
      '&',
      'apiKey=x',
      'cursor=abc',
      '%2e',
      ' ',
      '\n',
    );
    const texts = fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const next = parseNextUrl(text, request, massive);
        if (isPageFault(next)) return;
        const url = new URL(massive.origin + next.path);
        expect(url.origin).toBe(massive.origin);
        expect(url.pathname).toBe(pathOnly);
        expect(url.searchParams.get('adjusted')).toBe('false');
        expect([...url.searchParams.keys()].filter((name) => /^api_?key$/i.test(name))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});
