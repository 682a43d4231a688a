import { join } from 'node:path';
import { universes } from '@tickerlake/record-schema';
import { type Measured, measureStep } from './measure-step.ts';
import { type Line, median, mib, seconds } from './print-lines.ts';

const twoYears = { tickers: universes.magnificent7, from: '2023-12-18', to: '2026-05-29' };
const oneMonth = { tickers: universes.magnificent7, from: '2026-04-30', to: '2026-05-29' };

/**
 * Landing to published for two years of minute bars of seven tickers, against one plain `COPY` of the same files; then
 * a whole run of one month. The two alternate, so that other load on the machine affects both.
 *
 * @example
 * const lines = await compareWithCopy('/data/bench', 3);
 */
export async function compareWithCopy(folder: string, repeats: number): Promise<Line[]> {
  const store = join(folder, 'two-years');
  await measureStep('land', store, twoYears);
  const copies: Measured[] = [];
  const publishes: Measured[] = [];
  const months: Measured[] = [];
  for (let round = 0; round < repeats; round += 1) {
    copies.push(await measureStep('copy', store, twoYears));
    publishes.push(await measureStep('publish', store, twoYears));
    months.push(await measureStep('run', join(folder, `month-${round}`), oneMonth));
  }
  const ratios = publishes.map((publish, round) => publish.ms / (copies[round]?.ms ?? NaN));
  return [
    { what: 'bars landed', value: String(copies[0]?.rows ?? 0) },
    { what: 'one plain COPY of them', value: `${seconds(copies)}, ${mib(copies)}` },
    { what: 'landing to published', value: `${seconds(publishes)}, ${mib(publishes)}` },
    {
      what: 'ratio to the copy (goal: at most 1.5)',
      value: `${median(ratios).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(', ')})`,
    },
    { what: `a whole run of one month, ${months[0]?.rows ?? 0} bars`, value: `${seconds(months)}, ${mib(months)}` },
  ];
}
