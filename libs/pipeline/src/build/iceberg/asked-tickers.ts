import { toLiteral } from '@tickerlake/athena-sql';
import { calendarIdOf } from '@tickerlake/record-schema';

/**
 * The relation `asked_tickers`: each ticker with its calendar.
 *
 * @example
 * askedTickers(['AAPL']); // "select * from (values ('AAPL', 'XNYS')) as t(ticker, calendar)"
 */
export function askedTickers(tickers: readonly string[]): string {
  const asked = tickers.map((ticker) => `(${toLiteral(ticker)}, ${toLiteral(calendarIdOf(ticker))})`);
  return `select * from (values ${asked.join(', ')}) as t(ticker, calendar)`;
}
