/**
 * A value in Grafana's unit, as text.
 *
 * @example
 * formatValue(1.234, 'percent', 2); // '1.23 %'
 */
export function formatValue(value: unknown, unit: string | undefined, decimals: number | undefined): string {
  if (value === null || value === undefined) return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'number') return String(value);
  const number = value.toLocaleString('en-US', { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: decimals ?? 3 });
  switch (unit) {
    case 'currencyUSD': return `$${number}`;
    case 'percent': return `${number} %`;
    case 'm': return value >= 120 ? `${(value / 60).toFixed(1)} h` : `${number} min`;
    case 'dateTimeAsIso': return newYorkTime(value);
    default: return number;
  }
}

/**
 * An instant as New York wall time.
 *
 * @example
 * newYorkTime(Date.UTC(2026, 4, 29, 13, 30)); // '2026-05-29, 09:30'
 */
export function newYorkTime(epochMs: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York', dateStyle: 'short', timeStyle: 'short' }).format(epochMs).replace(' ', ', ');
}
