import { zoneDay } from '@tickerlake/preview-api';

/** The zone of the exchange, in which the dashboards are. */
export const newYork = 'America/New_York';

/**
 * A value in Grafana's unit, as text; instants in the given zone.
 *
 * @example
 * formatValue(1.234, 'percent', 2); // '1.23 %'
 */
export function formatValue(
  value: unknown,
  unit: string | undefined,
  decimals: number | undefined,
  zone = newYork,
  noValue = '-',
): string {
  if (value === null || value === undefined) return noValue;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'number') return String(value);
  const digits = (number: number, most = 3): string => {
    const least = decimals ?? 0;
    const isTooSmall = number !== 0 && Math.abs(number) < 0.5 / 10 ** least;
    if (isTooSmall && Math.abs(number) < 0.000_1) return toExponent(number);
    return digitsOf(
      number,
      least,
      isTooSmall || decimals === undefined ? Math.max(most, significantDecimals(number)) : least,
    );
  };
  switch (unit) {
    case 'currencyUSD':
      return `$${digits(value)}`;
    case 'percent':
      return `${digits(value)} %`;
    case 'percentunit':
      return `${digits(value * 100, 1)} %`;
    case 'm':
      return value >= 2_880
        ? `${(value / 1_440).toFixed(1)} days`
        : value >= 120
          ? `${(value / 60).toFixed(1)} h`
          : `${digits(value)} min`;
    case 's':
      return value >= 120 ? `${(value / 60).toFixed(1)} min` : `${digits(value)} s`;
    case 'bytes':
      return bytes(value);
    case 'suffix: h':
      return `${digits(value)} h`;
    case 'dateTimeAsIso':
      return zoneTime(value, zone);
    default:
      return digits(value);
  }
}

/**
 * The values of an axis in Grafana's unit, all with enough decimals to differ: no two marks read the same, and only 0
 * reads 0.
 *
 * @example
 * axisValues([0, 0.0005, 0.001], 'percent'); // ['0 %', '0.0005 %', '0.0010 %']
 */
export function axisValues(marks: readonly number[], unit: string | undefined): string[] {
  const distinct = new Set(marks).size;
  const isTiny = marks.some((mark) => mark !== 0) && marks.every((mark) => Math.abs(mark) < 0.000_1);
  for (let decimals = 0; !isTiny && decimals <= 12; decimals += 1) {
    const texts = marks.map((mark) => formatValue(mark, unit, mark === 0 ? 0 : decimals));
    const isExact = marks.every((mark) => {
      const scaled = mark * (unit === 'percentunit' ? 100 : 1) * 10 ** decimals;
      return Math.abs(scaled - Math.round(scaled)) < 1e-6 * Math.max(1, Math.abs(scaled));
    });
    if (isExact && new Set(texts).size === distinct) return texts;
  }
  return marks.map((mark) => (mark === 0 ? '0' : toExponent(mark)));
}

/** Three significant digits with a power of ten: 1.23e-5. */
const toExponent = (number: number): string => String(Number(number.toPrecision(3)).toExponential());

/** How many decimals show three significant digits: a variance of 0.000123 is not 0. */
function significantDecimals(number: number): number {
  return number === 0 || !Number.isFinite(number)
    ? 0
    : Math.min(20, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(number)))));
}

function bytes(value: number): string {
  const power = value < 1 ? 0 : Math.min(4, Math.floor(Math.log2(value) / 10));
  return `${digitsOf(value / 1_024 ** power, 0, power === 0 ? 0 : 1)} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][power]}`;
}

const numberFormats = new Map<string, Intl.NumberFormat>();

/** A format is expensive to create, and a legend of 30 lines needs 60 of them at every move of the cursor. */
function digitsOf(number: number, least: number, most: number): string {
  const key = `${least} ${most}`;
  const known =
    numberFormats.get(key) ??
    new Intl.NumberFormat('en-US', { minimumFractionDigits: least, maximumFractionDigits: most });
  numberFormats.set(key, known);
  return known.format(number);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(epochMs: number, locale: string, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  formats.set(key, known);
  return known.format(epochMs);
}

/**
 * An instant as the wall time of a zone.
 *
 * @example
 * zoneTime(Date.UTC(2026, 4, 29, 13, 30), 'America/New_York'); // '2026-05-29, 09:30'
 */
export function zoneTime(epochMs: number, zone = newYork): string {
  return format(epochMs, 'sv-SE', zone, { dateStyle: 'short', timeStyle: 'short' }).replace(' ', ', ');
}

/**
 * The time of an instant in a zone.
 *
 * @example
 * timeText(Date.UTC(2026, 4, 29, 13, 30), 'America/New_York'); // '09:30'
 */
export const timeText = (epochMs: number, zone: string): string =>
  format(epochMs, 'sv-SE', zone, { timeStyle: 'short' });

/**
 * Month and day of a date.
 *
 * @example
 * dateText('2026-05-29'); // 'May 29'
 */
export const dateText = (date: string): string =>
  format(Date.parse(`${date}T00:00:00Z`), 'en-US', 'UTC', { month: 'short', day: 'numeric' });

/**
 * The marks of a time axis in a zone, in order: days, or times where marks are closer than a day; below the first mark of a year or
 * of a day, that year or day.
 *
 * @example
 * axisTimes([Date.UTC(2026, 4, 29, 14), Date.UTC(2026, 4, 29, 16)]); // ['10:00\nMay 29', '12:00']
 */
export function axisTimes(marksMs: readonly number[], zone = newYork): string[] {
  const dates = marksMs.map((ms) => zoneDay(ms, zone));
  const monthAndDay = (ms: number): string => format(ms, 'en-US', zone, { month: 'short', day: 'numeric' });
  const areDays = dates.length > 1 && new Set(dates).size === dates.length;
  const small = marksMs.map((ms) => (areDays ? monthAndDay(ms) : format(ms, 'sv-SE', zone, { timeStyle: 'short' })));
  const large = marksMs.map((ms, index) => (areDays ? dates[index]?.slice(0, 4) : monthAndDay(ms)));
  return small.map((text, index) => (large[index] === large[index - 1] ? text : `${text}\n${large[index]}`));
}
