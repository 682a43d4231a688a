import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDqdl } from '@tickerlake/data-quality';
import {
  createCalendars,
  type BarSource,
  createPolygonSource,
  type DatasetRules,
  type PipelineRun,
  planRun,
  systemClock,
} from '@tickerlake/pipeline';
import { createPolygonClient } from '@tickerlake/polygon-client';
import { createSimulatedMarket } from '@tickerlake/simulated-market';
import { repositoryRoot } from './repository-root.ts';

/** The market's fixed current time, so that every run measures the same bars. */
export const marketNowMs = Date.parse('2026-05-30T12:00:00Z');

/** The range to fetch: tickers, and trading dates with both ends included. */
export interface BenchRange {
  readonly tickers: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** The calendars of the measured markets. */
export const calendars = createCalendars();

/**
 * The simulated market as a source without a quota.
 *
 * @example
 * const source = createBenchSource();
 */
export function createBenchSource(): BarSource {
  const market = createSimulatedMarket({ nowMs: () => marketNowMs, callsPerMinute: null });
  const client = createPolygonClient({ apiKey: 'simulated', fetch: market.fetch });
  return createPolygonSource({ client, name: 'simulated', callsPerMinute: null, clock: systemClock });
}

/**
 * A run with the default rules, as the command performs it.
 *
 * @example
 * const run = await createBenchRun({ tickers: ['AAPL'], from: '2026-05-01', to: '2026-05-29' });
 */
export async function createBenchRun(range: BenchRange): Promise<Omit<PipelineRun, 'runId' | 'startedAt'>> {
  const last = calendars.XNYS.sessions(range.from, range.to).at(-1);
  return {
    plan: planRun({ ...range, barMs: 60_000, source: 'simulated' }, calendars, null),
    calendars,
    rules: await Promise.all(['hourly_volatility', 'coverage'].map(readRules)),
    freshAt: new Date(last?.closeMs ?? marketNowMs),
    keepReleases: 5,
    signal: new AbortController().signal,
  };
}

async function readRules(dataset: string): Promise<DatasetRules> {
  const file = join(repositoryRoot, 'quality', `${dataset}.dqdl`);
  return { dataset, ruleset: parseDqdl(await readFile(file, 'utf8'), { file, allowParameters: true }) };
}
