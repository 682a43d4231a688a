const unitMs = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
const units: Readonly<Record<string, number>> = {
  ...unitMs,
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  s: 1_000,
  sec: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const adverbs: Readonly<Record<string, number>> = { hourly: 3_600_000, daily: 86_400_000 };

/** The longest bars that are known: longer ones have no place on the calendar. */
const maxBarMs = 86_400_000;

/**
 * The length that a text states, such as `minute`, `5min`, `5 minutes`, `1hour`, `hourly` or `day`.
 *
 * @returns milliseconds, from a second to a day; null for anything else. Upper case states nothing: `DAY` is a ticker.
 * @example
 * parseBarLength('5min'); // 300_000
 */
export function parseBarLength(text: string): number | null {
  const adverb = adverbs[text];
  if (adverb !== undefined) return adverb;
  const [, digits = '', unit = ''] = /^(\d{0,5}) ?([a-z]+)$/.exec(text) ?? [];
  // A short form alone may be any word: it counts after a number only.
  if (digits === '' && !isSpelledOut(unit)) return null;
  const ms = (digits === '' ? 1 : Number(digits)) * (units[unit] ?? 0);
  return ms > 0 && ms <= maxBarMs ? ms : null;
}

const isSpelledOut = (unit: string): boolean =>
  Object.hasOwn(unitMs, unit) || Object.hasOwn(unitMs, unit.replace(/s$/, ''));

/**
 * A bar length as text.
 *
 * @example
 * barLengthText(300_000); // '5-minute'
 */
export function barLengthText(barMs: number): string {
  const [unit, ms] = Object.entries(unitMs).findLast(([, length]) => barMs % length === 0) ?? ['ms', 1];
  return `${barMs / ms}-${unit}`;
}

/**
 * The only length in a name, as a separate word (`aapl-1hour-2024.json`, `polygon-hourly`); null when it states none, or two.
 *
 * @example
 * barLengthInName('s07-off-grid-5min'); // 300_000
 */
export function barLengthInName(name: string): number | null {
  const stated = new Set(
    name
      .split(/[^A-Za-z0-9]+/)
      .map(parseBarLength)
      .filter((ms) => ms !== null),
  );
  const [ms] = stated;
  return stated.size === 1 && ms !== undefined ? ms : null;
}
