import { addDays, zoneDay, zoneInstant } from '@tickerlake/preview-api';

/** A time region of Grafana: when it starts each week, and how long it lasts. */
export interface TimeRegion {
  readonly cronExpr: string;
  readonly duration: string;
  readonly timezone: string;
}

/** A stretch of time, in ms since 1970. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The stretches of a weekly time region within a range. Cron is understood as far as dashboards use it: a minute, an hour, days of the
 * week; a longer range than two years has none, they would be a grey area.
 *
 * @throws {RangeError} for another form of cron or duration.
 * @example
 * timeRegions({ cronExpr: '30 9 * * 1-5', duration: '6h30m', timezone: 'America/New_York' }, fromMs, toMs)[0]; // { fromMs, toMs }
 */
export function timeRegions(region: TimeRegion, fromMs: number, toMs: number): Stretch[] {
  const [, minute, hour, first, last] = /^(\d{1,2}) (\d{1,2}) \* \* (\d)-(\d)$/.exec(region.cronExpr) ?? [];
  const [, hours, minutes = '0'] = /^(\d+)h(?:(\d+)m)?$/.exec(region.duration) ?? [];
  if (minute === undefined || hour === undefined || hours === undefined)
    throw new RangeError(`The time region "${region.cronExpr}" for ${region.duration} is not previewed.`);
  if (toMs - fromMs > 2 * 366 * 86_400_000) return [];
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  const lengthMs = (Number(hours) * 60 + Number(minutes)) * 60_000;
  const stretches: Stretch[] = [];
  for (let day = zoneDay(fromMs, region.timezone); day <= zoneDay(toMs, region.timezone); day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    const startMs = zoneInstant(day, region.timezone, time);
    if (weekday >= Number(first) && weekday <= Number(last) && startMs < toMs && startMs + lengthMs > fromMs)
      stretches.push({ fromMs: startMs, toMs: startMs + lengthMs });
  }
  return stretches;
}
