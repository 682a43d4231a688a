import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { hourlyVolatilityDashboard, panelsOf } from '@tickerlake/dashboards';
import { launchBrowser, serveStore } from '@tickerlake/page-browser';
import type { Browser } from 'playwright-core';
import { measureStep } from './measure-step.ts';
import { type Look, lookAtBareCharts, lookAtPage } from './page/look-at.ts';
import { type Line, median } from './print-lines.ts';
import { repositoryRoot } from './repository-root.ts';

/** SIM001 ... SIM030. */
const tickers = Array.from({ length: 30 }, (_, index) => `SIM${String(index + 1).padStart(3, '0')}`);
const year = { source: 'simulated', tickers, from: '2025-06-02', to: '2026-05-29' };
const range = { fromMs: Date.parse('2025-06-02T04:00:00Z'), toMs: Date.parse('2026-05-30T04:00:00Z') };

const parts = [0.5, 0.95];

/**
 * The hours of a year of 30 tickers on the dashboard *Hourly volatility*, drawn by the real page in a browser, compared
 * with uPlot alone on the same arrays. The two alternate, so that other load on the machine affects both.
 *
 * @throws {Error} when no browser is on the PATH.
 * @example
 * const lines = await measurePage('/data/bench', 3);
 */
export async function measurePage(folder: string, repeats: number): Promise<Line[]> {
  const store = join(folder, 'year');
  const browser = await launchBrowser(); // first, so that a missing browser fails before a year of data is built
  try {
    await measureStep('run', join(store, year.source), year);
    const { url, close } = await serveStore(repositoryRoot, store);
    return await compare(browser, url, repeats).finally(close);
  } finally {
    await browser.close();
  }
}

async function compare(browser: Browser, url: string, repeats: number): Promise<Line[]> {
  const { uid } = hourlyVolatilityDashboard();
  const panels = panelsOf(hourlyVolatilityDashboard()).filter(({ type }) => type === 'timeseries');
  const quarterMs = (range.toMs - range.fromMs) / 4;
  const charts = (fromMs: number, toMs: number) =>
    panels.map(({ id }) => ({
      panel: id,
      path: `/api/panel?${new URLSearchParams([['dashboard', uid], ['panel', String(id)], ['from', String(fromMs)], ['to', String(toMs)], ...tickers.map((ticker) => ['var-ticker', ticker])])}`,
    }));
  const whole = charts(range.fromMs, range.toMs);
  const half = charts(range.fromMs + quarterMs, range.toMs - quarterMs);
  const answers: { readonly ms: number; readonly text: string }[] = [];
  const looks: Record<'page' | 'bare', Look[]> = { page: [], bare: [] };
  for (let round = 0; round < repeats; round += 1) {
    const startedMs = performance.now();
    const text = await (await fetch(new URL(whole[0]?.path ?? '', url))).text();
    answers.push({ ms: performance.now() - startedMs, text });
    looks.page.push(await lookAtPage(browser, `${url}#/d/${uid}?from=${range.fromMs}&to=${range.toMs}`));
    looks.bare.push(await lookAtBareCharts(browser, repositoryRoot, url, { whole, half }));
  }
  const comparison = (read: (look: Look) => number, unit: string, digits: number): string => {
    const [page, bare] = [looks.page.map(read), looks.bare.map(read)];
    return `${median(page).toFixed(digits)} ${unit}, uPlot alone ${median(bare).toFixed(digits)} ${unit}: ${median(page.map((value, round) => value / (bare[round] ?? NaN))).toFixed(2)} times`;
  };
  const text = answers[0]?.text ?? '{"rows":[]}';
  const { rows } = JSON.parse(text) as { readonly rows: readonly unknown[] };
  const code = gzipSync(await readFile(join(repositoryRoot, 'apps/preview/dist/main.js'))).length;
  return [
    { what: 'hours per chart', value: `${rows.length}, ${tickers.length} tickers, ${panels.length} charts` },
    {
      what: 'server response for one chart, DuckDB included',
      value: `${median(answers.map(({ ms }) => ms)).toFixed(0)} ms, ${(text.length / 1e6).toFixed(1)} MB`,
    },
    {
      what: 'from data received to first chart painted (goal: < 500 ms)',
      value: comparison((look) => look.firstPaintMs, 'ms', 0),
    },
    ...parts.map((part) => ({
      what: `cursor: main-thread work per frame, p${part * 100} of ${looks.page[0]?.cursorMs.length ?? 0}`,
      value: comparison((look) => quantile(look.cursorMs, part), 'ms', 1),
    })),
    { what: 'cursor: mean CPU time per frame', value: comparison((look) => look.cursorCpuMs, 'ms', 1) },
    ...parts.map((part) => ({
      what: `zoom: frame to frame, p${part * 100} of ${looks.page[0]?.zoomMs.length ?? 0}`,
      value: comparison((look) => quantile(look.zoomMs, part), 'ms', 1),
    })),
    ...(['loading', 'two zooms', '50 zooms', '30 page changes'] as const).map((when, at) => ({
      what: `heap after ${when}`,
      value: comparison((look) => look.heapMiB[at] ?? NaN, 'MiB', 1),
    })),
    { what: 'code of the page, gzipped (limit: 80 kB)', value: `${(code / 1_000).toFixed(1)} kB` },
  ];
}

/** A quantile of the values. */
function quantile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? NaN;
}
