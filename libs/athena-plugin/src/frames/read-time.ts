/**
 * A date or time as Grafana's Athena plugin reads it: `2026-11-20`, `14:30:00.000` or `2026-11-20 14:30:00.000`, followed by an
 * optional zone name; the default is the zone of the plugin's process. A time without a date is in the year 0.
 *
 * @returns milliseconds since 1970.
 * @throws {RangeError} with the plugin's message, mainly for seconds without fractional digits (`timestamp(0)`).
 * @example
 * readTime('2026-11-20 14:30:00.000 UTC', 'America/New_York'); // Date.UTC(2026, 10, 20, 14, 30)
 */
export function readTime(text: string, pluginTimeZone: string): number {
  const named = /^(.*) ([^\d ]\S*)$/.exec(text);
  const [stamp, zone] = named === null ? [text, pluginTimeZone] : [named[1] ?? '', named[2] ?? ''];
  const match = /^(?:(\d{4})-(\d{2})-(\d{2}))?(?:(^| )(\d{2}):(\d{2}):(\d{2})\.(\d{3}|\d{6}|\d{9}))?$/.exec(stamp);
  if (match === null || stamp === '') throw new RangeError(cannotParse(stamp));
  const [, year, month, day, , hour, minute, second, fraction] = match;
  const clock = new Date(0);
  clock.setUTCFullYear(Number(year ?? 0), Number(month ?? 1) - 1, Number(day ?? 1));
  clock.setUTCHours(Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0), Number((fraction ?? '').slice(0, 3)));
  return clock.getTime() - offsetMs(clock.getTime(), zone);
}

function cannotParse(stamp: string): string {
  const rest = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(.*)$/.exec(stamp)?.[1];
  const [found, layout] = rest === undefined ? [stamp, '2006-01-02 15:04:05.000'] : [rest, '.000'];
  return `parsing time "${stamp}" as "2006-01-02 15:04:05.000": cannot parse "${found}" as "${layout}": Could not process SQL results`;
}

/**
 * How far the zone's clock is ahead of UTC when it shows `clockMs`; computed twice, because the first guess may be on
 * the other side of a clock change.
 */
function offsetMs(clockMs: number, timeZone: string): number {
  if (timeZone === 'UTC' || timeZone === 'Z') return 0;
  const first = offsetAt(clockMs, timeZone);
  return offsetAt(clockMs - first, timeZone);
}

function offsetAt(epochMs: number, timeZone: string): number {
  const name =
    new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
      .formatToParts(epochMs)
      .find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /([+-])(\d{2}):(\d{2})/.exec(name);
  return match === null ? 0 : Number(`${match[1]}1`) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}
