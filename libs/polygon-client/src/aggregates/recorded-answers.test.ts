import { describe, expect, it } from 'vitest';
import { parseBaseUrl } from '../request/parse-base-url.ts';
import { isRecordedAbsent, listRecorded, readRecorded, recordedFolder } from '../testing/recorded-answers.ts';
import { createTestClient } from '../testing/test-client.ts';
import { inTurn, startVendorServer } from '../testing/vendor-server.ts';
import type { RequestedBars } from './page-call.ts';
import { parseAggregatesAnswer } from './bars/parse-aggregates-answer.ts';
import { parseNextUrl } from './parse-next-url.ts';
import { takeNewBars } from './take-new-bars.ts';

const parse = (path: string, httpStatus = 200) => parseAggregatesAnswer(readRecorded(path), { httpStatus });

it('recorded responses are present under CI', () => {
  expect(
    isRecordedAbsent && process.env['CI'] === 'true',
    `Recorded answers are missing: expected them in ${recordedFolder}`,
  ).toBe(false);
});

describe.skipIf(isRecordedAbsent)('recorded responses', () => {
  it.each([
    {
      file: 'recorded/aapl-1hour-2024-04-29-DELAYED.json',
      facts: { ticker: 'AAPL', isDelayed: true, queryCount: 835, nextUrl: null },
      bars: 16,
    },
    {
      file: 'recorded/aapl-1hour-2024-03-25-DELAYED.json',
      facts: { ticker: 'AAPL', isDelayed: true, queryCount: 734, adjusted: true },
      bars: 16,
    },
    { file: 'recorded/nvda-1day-2024-10-14-DELAYED.json', facts: { ticker: 'NVDA', isDelayed: true }, bars: 1 },
    {
      file: 'recorded/aapl-1day-2019-01_vcr.json',
      facts: { queryCount: 22, requestId: null, isDelayed: false },
      bars: 21,
    },
    {
      file: 'recorded/x_btcusd-1day-2023-01-01_10-sort-asc.json',
      facts: { ticker: 'X:BTCUSD', queryCount: 10 },
      bars: 10,
    },
    {
      file: 'recorded/errors/200-empty-results-null-2020.json',
      facts: { ticker: null, requestId: null, queryCount: 0 },
      bars: 0,
    },
    { file: 'docs-examples/indices-custom-bars.json', facts: { ticker: 'I:NDX', adjusted: null }, bars: 2 },
    { file: 'docs-examples/options-custom-bars.json', facts: { ticker: 'O:RDFN211119C00025000' }, bars: 2 },
    { file: 'docs-examples/forex-custom-bars.json', facts: { ticker: 'C:EURUSD' }, bars: 1 },
    { file: 'docs-examples/crypto-custom-bars.json', facts: { ticker: 'X:BTCUSD' }, bars: 2 },
  ])('$file', ({ file, facts, bars }) => {
    const answer = parse(file);

    expect(answer).toMatchObject({
      ...facts,
      warnings: { incoherent: 0, unknownKeys: 0, countMismatch: 0, unknownStatus: 0 },
    });
    expect(answer.bars).toHaveLength(bars);
  });

  it.each(['aapl', 'nvda'])('volumes in scientific notation are numbers (%s)', (ticker) => {
    const path = `recorded/${ticker}-1day-2025-01-15_17-sci-notation.json`;

    expect(readRecorded(path)).toMatch(/"v":\d\.\d+e\+0\d/);
    expect(parse(path).bars.every((bar) => Number.isSafeInteger(bar.v) && (bar.v ?? 0) > 1e7)).toBe(true);
  });

  it('fractional volumes keep every digit', () => {
    const [first = ''] = /"v":[\d.]+/.exec(readRecorded('recorded/x_btcusd-1day-2023-01-01_10-sort-asc.json')) ?? [];

    expect(`"v":${parse('recorded/x_btcusd-1day-2023-01-01_10-sort-asc.json').bars[0]?.v}`).toBe(first);
  });

  it.each(listRecorded('polygon-hourly'))('the converted hours of %s are complete and in order', (file) => {
    const { bars, warnings } = parse(`polygon-hourly/${file}`);
    const taken = takeNewBars(bars, null);

    expect(taken).toEqual({ bars, duplicates: 0, conflicts: [] });
    expect(bars).toHaveLength(file.startsWith('X_') ? 720 : 147);
    expect(warnings).toMatchObject({ incoherent: 0, countMismatch: 0 });
  });

  it('a descending response is read unchanged; paging would refuse it', () => {
    const { bars } = parse('recorded/aapl-1day-2023-01-01_10-sort-desc.json');

    expect(bars).toHaveLength(6);
    expect(takeNewBars(bars, null)).toMatchObject({ reason: 'disorder' });
  });

  it('a next_url of the old host becomes the next page on our base URL', () => {
    const answer = parse('recorded/aapl-1minute-2023-07-31-limit10-next_url.json');
    const request: RequestedBars = {
      ticker: 'AAPL',
      multiplier: 1,
      timespan: 'minute',
      adjusted: true,
      pageLimit: 10,
      from: '2023-07-31',
      to: '2023-07-31',
    };
    const next = parseNextUrl(answer.nextUrl ?? '', request, parseBaseUrl('https://api.massive.com'));

    expect(next).toMatchObject({
      path: expect.stringMatching(
        /^\/v2\/aggs\/ticker\/AAPL\/range\/1\/minute\/\d{13}\/2023-07-31\?cursor=\w+&adjusted=true$/,
      ),
    });
    expect(Number('path' in next ? next.path.split('/')[8] : 0)).toBeGreaterThan(answer.bars.at(-1)?.t ?? Infinity);
  });

  it.each([
    { file: '403-not-entitled-last-trade-massive.json', reason: 'plan' },
    { file: '403-not-entitled-massive.json', reason: 'plan' },
    { file: '403-not-entitled-polygon.json', reason: 'plan' },
    { file: '403-timeframe-polygon.json', reason: 'timeframe' },
    { file: '403-today-before-end-of-day-polygon.json', reason: 'today' },
  ])('$file is an EntitlementError for the reason "$reason", at any HTTP status', ({ file, reason }) => {
    for (const httpStatus of [403, 200]) {
      expect(() => parse(`recorded/errors/${file}`, httpStatus)).toThrow(
        expect.objectContaining({
          name: 'EntitlementError',
          code: 'entitlement',
          reason,
          apiStatus: 'NOT_AUTHORIZED',
          requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
        }),
      );
    }
  });

  it('every recorded error has a test', () => {
    expect(listRecorded('recorded/errors')).toEqual([
      '200-empty-results-null-2020.json',
      '403-not-entitled-last-trade-massive.json',
      '403-not-entitled-massive.json',
      '403-not-entitled-polygon.json',
      '403-timeframe-polygon.json',
      '403-today-before-end-of-day-polygon.json',
    ]);
  });

  it('a session of hours passes through the client completely', async () => {
    const server = await startVendorServer(
      inTurn({ body: readRecorded('recorded/aapl-1hour-2024-04-29-DELAYED.json') }),
    );
    const { client } = createTestClient({ baseUrl: server.url });

    const bars = await client.aggregates({
      ticker: 'AAPL',
      multiplier: 1,
      timespan: 'hour',
      from: '2024-04-29',
      to: '2024-04-29',
      adjusted: true,
    });

    expect(bars).toHaveLength(16);
    expect(bars.every((bar, index) => bar.t === (bars[0]?.t ?? 0) + index * 3_600_000)).toBe(true);
  });
});
