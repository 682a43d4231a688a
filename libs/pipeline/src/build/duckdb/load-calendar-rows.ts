import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readJsonLines } from '@tickerlake/athena-sql';
import { slotLists, type StageTables } from '@tickerlake/market-sql';
import { calendarIdOf, hourSlotsTable, sessionsTable, type Table } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import { hourSlots } from '../hour-slots.ts';
import { type Month, monthRange } from '../../values/month.ts';
import { sessionRows } from '../session-rows.ts';
import { nameTable } from './relations.ts';
import type { BuildContext } from './build-context.ts';

/**
 * Makes the temporary tables `hour_slots` and `slot_lists` of a month, of the calendars of some tickers, and `sessions`, of every calendar.
 *
 * @param build.tickers all whose bars are built, or null for those of any calendar.
 * @example
 * await loadCalendarRows(db, { paths, calendars }, { month: '2026-05', tickers: ['AAPL'] });
 */
export async function loadCalendarRows(
  db: Kysely<StageTables>,
  context: Pick<BuildContext, 'paths' | 'calendars'>,
  { month, tickers }: { readonly month: Month; readonly tickers: readonly string[] | null },
): Promise<void> {
  const all = Object.values(context.calendars);
  const used = tickers === null ? all : all.filter(({ id }) => tickers.some((ticker) => calendarIdOf(ticker) === id));
  const { from, to } = monthRange(month);
  const load = (target: Table, rows: readonly object[]) =>
    loadRows(db, join(context.paths.scratch, month), target, rows);
  await load(
    hourSlotsTable,
    used.flatMap((calendar) => hourSlots(month, calendar)),
  );
  await nameTable(db, 'slot_lists', slotLists(db));
  await load(
    sessionsTable,
    all.flatMap((calendar) => sessionRows(calendar, from, to)),
  );
}

async function loadRows(
  db: Kysely<StageTables>,
  folder: string,
  target: Table,
  rows: readonly object[],
): Promise<void> {
  const path = join(folder, `${target.name}.ndjson`);
  await mkdir(folder, { recursive: true });
  await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await sql`create temp table ${sql.ref(target.name)} as select * from ${readJsonLines(target, [path])}`.execute(db);
  await rm(path);
}
