import { toLiteral } from '@tickerlake/athena-sql';
import { calendarIdOf } from '@tickerlake/record-schema';
import type { Absence } from '../../values/absence.ts';

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

/**
 * The relation `known_absences`: the dates on which no bars of a ticker are expected.
 *
 * @example
 * knownAbsences([]); // a relation without rows
 */
export function knownAbsences(absences: readonly Absence[]): string {
  const columns =
    'cast(ticker as varchar) as ticker, cast(first_date as date) as first_date, cast(last_date as date) as last_date, cast(reason as varchar) as reason';
  const rows = absences.map(
    ({ ticker, from, to, reason }) => `(${[ticker, from, to, reason].map(toLiteral).join(', ')})`,
  );
  const none = "('', '1970-01-01', '1970-01-01', '')";
  return `select ${columns} from (values ${rows.join(', ') || none}) as t(ticker, first_date, last_date, reason)${rows.length === 0 ? ' where false' : ''}`;
}
