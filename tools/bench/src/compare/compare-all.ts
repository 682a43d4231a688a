import { join } from 'node:path';
import { universes } from '@tickerlake/record-schema';
import { measureStep } from '../measure-step.ts';
import { type Line, mib, seconds } from '../print-lines.ts';
import { buildAndCopy } from './build-and-copy.ts';
import { type Comparison, type Finding, findingOf } from './comparison.ts';
import { fetchColumns, fetchObjects, fetchTenMillion } from './fetch-and-parse.ts';
import { rulesAndSql } from './rules-and-sql.ts';

/** The comparisons by the names that `--only` takes. */
const comparisons = {
  build: buildAndCopy,
  client: fetchColumns,
  'client-objects': fetchObjects,
  'client-10-million': fetchTenMillion,
  rules: rulesAndSql,
} as const satisfies Record<string, (folder: string, repeats: number) => Promise<Comparison>>;

const oneMonth = { tickers: universes.magnificent7, from: '2026-04-30', to: '2026-05-29' };

/** The name of a comparison. */
export type ComparisonName = keyof typeof comparisons;

/** Every name. */
export const comparisonNames = Object.keys(comparisons) as readonly ComparisonName[];

/**
 * One comparison.
 *
 * @param onFinding receives the comparison when it is measured.
 * @example
 * const [line] = await compareOne('rules', '/data/bench', 3, (finding) => findings.push(finding));
 */
export async function compareOne(
  name: ComparisonName,
  folder: string,
  repeats: number,
  onFinding: (finding: Finding) => void,
): Promise<Line[]> {
  const finding = findingOf(await comparisons[name](folder, repeats));
  onFinding(finding);
  return [{ what: finding.job, value: describe(finding) }];
}

/**
 * All comparisons, and a whole run of one month.
 *
 * @param onFinding receives each comparison when it is measured.
 * @example
 * const lines = await compareAll('/data/bench', 3, (finding) => findings.push(finding));
 */
export async function compareAll(
  folder: string,
  repeats: number,
  onFinding: (finding: Finding) => void,
): Promise<Line[]> {
  const lines: Line[] = [];
  for (const name of comparisonNames) lines.push(...(await compareOne(name, folder, repeats, onFinding)));
  const months = [];
  for (let round = 0; round < repeats; round += 1)
    months.push(await measureStep('run', join(folder, `month-${round}`), oneMonth));
  const what = `a whole run of one month, ${months[0]?.rows ?? 0} bars`;
  return [...lines, { what, value: `${seconds(months)}, ${mib(months)}` }];
}

function describe(finding: Finding): string {
  const { cpuRatio, goal, wallRatio, cpuSeconds, peerCpuSeconds, peakMiB, peerPeakMiB, peer } = finding;
  const ratios = `${cpuRatio.toFixed(2)} times the CPU (goal ${goal}), ${wallRatio.toFixed(2)} times the time`;
  return `${ratios} of ${peer}: ${cpuSeconds.toFixed(2)} s to ${peerCpuSeconds.toFixed(2)} s of CPU, peak ${peakMiB.toFixed(0)} MiB to ${peerPeakMiB.toFixed(0)} MiB`;
}
