import { coverSessions, type StageTables } from '@tickerlake/market-sql';
import { calendarIdOf } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import { knownAbsences } from '../build/iceberg/asked-tickers.ts';
import type { ReleaseFacts } from '../ports/warehouse.ts';

/**
 * Makes the table `coverage` in a fresh engine that knows `hourly_volatility` and `sessions`: the requested tickers and range
 * compared with the calendar.
 *
 * @example
 * await openCoverage({ db, release: { tickers: ['AAPL'], from: '2026-05-01', to: '2026-05-29' } });
 */
export async function openCoverage(on: {
  readonly db: Kysely<unknown>;
  readonly release: Pick<ReleaseFacts, 'tickers' | 'from' | 'to' | 'absences'>;
  /** A table is computed now and once, a view whenever it is read; a table by default. */
  readonly as?: 'table' | 'view';
}): Promise<void> {
  const db = on.db.withTables<StageTables>();
  const asked = on.release.tickers.map((ticker) => sql`(${ticker}, ${calendarIdOf(ticker)})`);
  await sql`create view staged_hours as select * from hourly_volatility`.execute(db);
  await sql`create table asked_tickers as select * from (values ${sql.join(asked)}) as t(ticker, calendar)`.execute(db);
  await sql`create table known_absences as ${sql.raw(knownAbsences(on.release.absences ?? []))}`.execute(db);
  await sql`create ${sql.raw(on.as ?? 'table')} coverage as ${sql.raw(coverSessions(db, on.release).compile().sql)}`.execute(
    db,
  );
}
