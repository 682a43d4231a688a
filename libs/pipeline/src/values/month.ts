/** A period of the store: a month of trading dates, `YYYY-MM`. */
export type Month = string;

/**
 * The month that a trading date belongs to.
 *
 * @example
 * monthOf('2026-05-29'); // '2026-05'
 */
export function monthOf(tradingDate: string): Month {
  return tradingDate.slice(0, 7);
}

/**
 * First and last calendar date of a month.
 *
 * @example
 * monthRange('2026-02'); // { from: '2026-02-01', to: '2026-02-28' }
 */
export function monthRange(month: Month): { from: string; to: string } {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const lastDay = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${String(lastDay).padStart(2, '0')}` };
}
