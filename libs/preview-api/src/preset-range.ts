import type { Range } from './range.ts';
import type { Summary } from './summary.ts';
import { addDays, zoneDay, zoneInstant } from './zone-day.ts';

/** Ranges that end with the newest session; `All` is everything until the end of this hour, the runs of today too. */
export const presets = ['1D', '5D', '1M', '3M', 'YTD', '1Y', 'All'] as const;

/** One of the ranges. */
export type Preset = (typeof presets)[number];

/** Calendar days of each; five sessions are a week. */
const days = { '1D': 1, '5D': 7, '1M': 31, '3M': 92, '1Y': 366 } as const;

const hourMs = 3_600_000;

/**
 * The range of a preset: up to the newest hour, whenever that was; it starts no earlier than what is published.
 *
 * @example
 * presetRange('5D', summary, 'America/New_York', Date.now());
 */
export function presetRange(
  preset: Preset,
  { newestBar, from }: Pick<Summary, 'newestBar' | 'from'>,
  zone: string,
  nowMs: number,
): Range {
  if (preset === 'All') return { fromMs: zoneInstant(from, zone), toMs: Math.ceil(nowMs / hourMs) * hourMs };
  const newest = zoneDay(newestBar === null ? nowMs : Date.parse(newestBar), zone);
  const first = preset === 'YTD' ? `${newest.slice(0, 4)}-01-01` : addDays(newest, 1 - days[preset]);
  return {
    fromMs: zoneInstant(first < from && from <= newest ? from : first, zone),
    toMs: zoneInstant(addDays(newest, 1), zone),
  };
}

/**
 * The range that a dashboard starts with: one without tickers is about the pipeline, whose runs are of today.
 *
 * @example
 * firstPreset({ templating: { list: [{ type: 'query' }] } }); // '1M'
 */
export function firstPreset({
  templating,
}: {
  readonly templating: { readonly list: readonly { readonly type: string }[] };
}): Preset {
  return templating.list.some(({ type }) => type === 'query') ? '1M' : 'All';
}
