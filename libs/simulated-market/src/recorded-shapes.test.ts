import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createSimulatedMarket, type SimulatedMarket } from './create-simulated-market.ts';
import { askJson } from './testing/ask-market.ts';

const FOLDER = join(import.meta.dirname, '../../../../shared/market-data');
const isAbsent = !existsSync(FOLDER);
const OBJECT = z.record(z.string(), z.unknown());
const WITH_RESULTS = z.object({ results: z.array(OBJECT).min(1) });

function recorded(path: string): Record<string, unknown> {
  return OBJECT.parse(JSON.parse(readFileSync(join(FOLDER, path), 'utf8')));
}

/** Names of the fields, in order, of an answer and of its first bar. */
function shapeOf(answer: Record<string, unknown>): object {
  return { answer: Object.keys(answer), bar: Object.keys(WITH_RESULTS.parse(answer).results[0] ?? {}) };
}

describe('recorded answers', () => {
  it('are there under CI', () => {
    expect(isAbsent && process.env['CI'] === 'true', `Recorded answers are missing: expected them in ${FOLDER}`).toBe(
      false,
    );
  });

  it.skipIf(isAbsent).each([
    { file: 'recorded/aapl-1hour-2024-04-29-DELAYED.json', path: 'AAPL/range/1/hour/2024-04-29/2024-04-29' },
    {
      file: 'recorded/aapl-1minute-2023-07-31-limit10-next_url.json',
      path: 'AAPL/range/1/minute/2023-07-31/2023-07-31?limit=10',
    },
    { file: 'recorded/x_btcusd-1day-2023-01-01_10-sort-asc.json', path: 'X:BTCUSD/range/1/day/2023-01-01/2023-01-10' },
    {
      file: 'recorded/aapl-1day-2023-01-01_10-sort-desc.json',
      path: 'AAPL/range/1/day/2023-01-01/2023-01-10?sort=desc',
    },
  ])('$file has the fields that the market answers, in the same order', async ({ file, path }) => {
    const answer = OBJECT.parse(await askJson(createSimulatedMarket(), `/v2/aggs/ticker/${path}`));
    expect(shapeOf(answer)).toEqual(shapeOf(recorded(file)));
  });

  it.skipIf(isAbsent)('hold the times that the market answers for the same requests', async () => {
    const times = (answer: unknown) => WITH_RESULTS.parse(answer).results.map(({ t }) => t);
    const market = createSimulatedMarket();
    expect(times(await askJson(market, '/v2/aggs/ticker/AAPL/range/1/hour/2024-04-29/2024-04-29'))).toEqual(
      times(recorded('recorded/aapl-1hour-2024-04-29-DELAYED.json')),
    );
    expect(times(await askJson(market, '/v2/aggs/ticker/X:BTCUSD/range/1/day/2023-01-01/2023-01-10'))).toEqual(
      times(recorded('recorded/x_btcusd-1day-2023-01-01_10-sort-asc.json')),
    );
    expect(times(await askJson(market, '/v2/aggs/ticker/AAPL/range/1/day/2023-01-01/2023-01-10?sort=desc'))).toEqual(
      times(recorded('recorded/aapl-1day-2023-01-01_10-sort-desc.json')),
    );
  });
});

describe('recorded refusals', () => {
  const nowMs = () => Date.parse('2026-05-20T16:00Z');
  const markets: Record<string, SimulatedMarket> = {
    plan: createSimulatedMarket({ nowMs, plan: { historyYears: 2, recency: 'end-of-day' } }),
    stocksOnly: createSimulatedMarket({ nowMs, plan: { markets: ['stocks'] } }),
  };

  it.skipIf(isAbsent).each([
    { file: '403-not-entitled-polygon.json', market: 'stocksOnly', path: 'I:NDX/range/1/minute/2026-05-19/2026-05-19' },
    { file: '403-timeframe-polygon.json', market: 'plan', path: 'AAPL/range/1/day/2019-05-20/2019-05-21' },
    {
      file: '403-today-before-end-of-day-polygon.json',
      market: 'plan',
      path: 'AAPL/range/1/day/2026-05-20/2026-05-20',
    },
  ])('$file is what the market answers', async ({ file, market, path }) => {
    const { request_id: recordedId, ...body } = recorded(`recorded/errors/${file}`);
    const answer = await markets[market]?.fetch(`https://api.polygon.io/v2/aggs/ticker/${path}`, {
      headers: { Authorization: 'Bearer test-key' },
    });
    expect(answer?.status).toBe(403);
    expect(await answer?.json()).toEqual({ ...body, request_id: answer?.headers.get('x-request-id') });
    expect(String(recordedId)).toMatch(/^[0-9a-f]{32}$/);
  });
});
