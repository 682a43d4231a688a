import type { BenchRange } from '../bench-run.ts';
import { measureStep, type StepName } from '../measure-step.ts';
import { millions } from '../print-lines.ts';
import { startPageServer } from '../steps/start-page-server.ts';
import { alternate, type Comparison } from './comparison.ts';

const fiveYears = { from: '2021-06-01', to: '2026-05-29' };

/** A million bars. */
export const aMillion = { ...fiveYears, tickers: ['AAPL'] };
/** The same ten times, as memory that grows with the bars would show. */
export const tenMillion = { ...fiveYears, tickers: Array.from({ length: 10 }, () => 'AAPL') };

/**
 * Five years of a ticker's minutes over loopback HTTP, compressed: read, validated and paged by the client as columns, compared with `fetch` and
 * `JSON.parse` alone. The server has every page ready, in another process.
 *
 * @example
 * const comparison = await fetchColumns('/data/bench', 3);
 */
export const fetchColumns = (_folder: string, repeats: number): Promise<Comparison> =>
  compareFetch('fetch', 'in columns', aMillion, repeats);

/**
 * The same with an object per bar, as the peer has.
 *
 * @example
 * const comparison = await fetchObjects('/data/bench', 3);
 */
export const fetchObjects = (_folder: string, repeats: number): Promise<Comparison> =>
  compareFetch('fetch-objects', 'as objects', aMillion, repeats);

/**
 * `fetchColumns` of ten times as many bars: its peak memory is to be that of a tenth.
 *
 * @example
 * const comparison = await fetchTenMillion('/data/bench', 1);
 */
export const fetchTenMillion = (_folder: string, repeats: number): Promise<Comparison> =>
  compareFetch('fetch', 'in columns', tenMillion, repeats);

async function compareFetch(step: StepName, how: string, range: BenchRange, repeats: number): Promise<Comparison> {
  const server = await startPageServer();
  try {
    await measureStep(step, server.url, aMillion); // the server makes its pages
    const measured = await alternate(
      repeats,
      () => measureStep(step, server.url, range),
      () => measureStep('fetch-plain', server.url, range),
    );
    return {
      job: `fetch and validate ${millions(measured.peers[0]?.rows)} minute bars ${how}`,
      peer: 'fetch and JSON.parse of the same pages',
      goal: 0.67,
      ...measured,
    };
  } finally {
    await server.close();
  }
}
