import { publishedSessions, type PublishedRange, suspiciousSessions } from '@tickerlake/market-sql';
import { calendarIdOf, type Tables } from '@tickerlake/record-schema';
import type { Kysely } from 'kysely';
import type { Calendars } from '../ports/calendars.ts';
import type { PublishedSession } from './settle-ledger.ts';

const minuteMs = 60_000;

/**
 * What is published of a range, for the ledger, on any engine. Missing minutes are looked for among minute bars.
 *
 * @throws the engine's own errors.
 * @example
 * const published = await readPublishedSessions(reader.db, { from: '2026-05-01', to: '2026-05-29', barMs: 60_000 }, calendars);
 */
export async function readPublishedSessions(
  db: Kysely<Tables>,
  range: PublishedRange,
  calendars: Calendars,
): Promise<PublishedSession[]> {
  const keyOf = (ticker: string, date: string): string => `${ticker} ${date}`;
  const rows = await publishedSessions(db, range).execute();
  const suspicious = range.barMs === minuteMs ? await suspiciousSessions(db, range).execute() : [];
  const missing = new Map(suspicious.map((row) => [keyOf(row.ticker, row.trading_date), Number(row.missing_minutes)]));
  // The history may be damaged or lack the table: then nothing is known of corrections, and nothing else depends on them.
  const hours = await db
    .selectFrom('corrections')
    .distinct()
    .select(['ticker', 'bar_start'])
    .execute()
    .catch(() => []);
  const corrected = new Set(
    hours.map(({ ticker, bar_start: start }) =>
      keyOf(ticker, calendars[calendarIdOf(ticker)].locate(start.getTime()).tradingDate),
    ),
  );
  return rows.map((row) => {
    const key = keyOf(row.ticker, row.trading_date);
    return {
      ticker: row.ticker,
      tradingDate: row.trading_date,
      bars: Number(row.bar_count),
      fetchedAt: row.fetched_at,
      missingMinutes: missing.get(key) ?? 0,
      isCorrected: corrected.has(key),
    };
  });
}
