/**
 * The instant of a wall-clock time in a zone: `UTC`, `Z`, an offset (`+02:00`) or a name (`America/New_York`). Null when
 * the zone is unknown, or when the zone's clocks show that time never or twice (the change of daylight saving): the text
 * cannot say which of the two is meant.
 *
 * @example
 * toZonedInstant(Date.UTC(2026, 4, 29, 15, 30), 'America/New_York'); // 2026-05-29T19:30:00.000Z
 */
export function toZonedInstant(wallMs: number, zone: string): Date | null {
  if (/^(utc|gmt|z|uct|etc\/utc|zulu)$/i.test(zone)) return new Date(wallMs);
  const offset = /^([+-])(\d{2}):?(\d{2})(?::?(\d{2}))?$/.exec(zone);
  if (offset !== null) {
    const [, sign, hours, minutes, seconds = '0'] = offset;
    const offsetMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
    return new Date(wallMs - (sign === '-' ? -offsetMs : offsetMs));
  }
  const format = toFormat(zone);
  if (format === null) return null;
  // Offsets change at most once in two days, so these are all that can hold.
  const offsets = new Set([wallMs - dayMs, wallMs + dayMs].map((instantMs) => wallOf(instantMs, format) - instantMs));
  const instants = [...offsets]
    .map((offsetMs) => wallMs - offsetMs)
    .filter((instantMs) => wallOf(instantMs, format) === wallMs);
  const [only] = instants;
  return only !== undefined && instants.length === 1 ? new Date(only) : null;
}

const dayMs = 86_400_000;

function toFormat(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return null;
  }
}

function wallOf(instantMs: number, format: Intl.DateTimeFormat): number {
  const parts = new Map(format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const subSecondMs = ((instantMs % 1_000) + 1_000) % 1_000;
  return (
    Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) + subSecondMs
  );
}
