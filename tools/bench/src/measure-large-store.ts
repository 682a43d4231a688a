import { join } from 'node:path';
import { measureStep, type Measured } from './measure-step.ts';
import { type Line, median, mib, seconds } from './print-lines.ts';

/** SIM001 ... SIM100. */
const tickers = Array.from({ length: 100 }, (_, index) => `SIM${String(index + 1).padStart(3, '0')}`);
const twoYears = { tickers, from: '2024-06-03', to: '2026-05-28' };
const oneMonth = { tickers, from: '2026-05-01', to: '2026-05-28' };
/** The day's session and the two previous ones, which every run fetches again for corrections. */
const day = { tickers, from: '2026-05-27', to: '2026-05-29' };

/**
 * One hundred tickers and 24 months of minute bars, then one day on top: once on the whole history, once on a store
 * that holds only that month.
 *
 * @example
 * const lines = await measureLargeStore('/data/bench', 3);
 */
export async function measureLargeStore(folder: string, repeats: number): Promise<Line[]> {
  const [large, small] = [join(folder, 'large'), join(folder, 'small')];
  const history = await measureStep('run', large, twoYears);
  await measureStep('run', small, oneMonth);
  const days: Record<'large' | 'small', Measured[]> = { large: [], small: [] };
  for (let round = 0; round < repeats; round += 1) {
    days.small.push(await measureStep('run', small, day));
    days.large.push(await measureStep('run', large, day));
  }
  const ratios = days.large.map((run, round) => run.ms / (days.small[round]?.ms ?? NaN));
  return [
    { what: `24 months of 100 tickers, ${history.rows} bars`, value: `${seconds([history])}, ${mib([history])}` },
    { what: 'a day on the store of one month', value: `${seconds(days.small)}, ${mib(days.small)}` },
    { what: 'a day on the store of 24 months', value: `${seconds(days.large)}, ${mib(days.large)}` },
    {
      what: 'ratio (goal: at most 1.2)',
      value: `${median(ratios).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(', ')})`,
    },
  ];
}
