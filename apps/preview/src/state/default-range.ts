import type { Range, Summary } from './api.ts';
import { addDays, zoneDay, zoneInstant } from './zone-day.ts';

/** Days that the presets go back; `all` is everything until now, the runs of today too. */
export type Preset = '1' | '7' | '31' | 'all';

/**
 * The range of a preset. A market is looked at up to its newest hour, whenever that was; it starts no earlier than what is published.
 *
 * @example
 * presetRange('7', summary, 'America/New_York', Date.now());
 */
export function presetRange(
  preset: Preset,
  { newestBar, from }: Pick<Summary, 'newestBar' | 'from'>,
  zone: string,
  nowMs: number,
): Range {
  if (preset === 'all') return { fromMs: zoneInstant(from, zone), toMs: nowMs };
  const newest = zoneDay(newestBar === null ? nowMs : Date.parse(newestBar), zone);
  const first = addDays(newest, 1 - Number(preset));
  return {
    fromMs: zoneInstant(first < from && from <= newest ? from : first, zone),
    toMs: zoneInstant(addDays(newest, 1), zone),
  };
}
