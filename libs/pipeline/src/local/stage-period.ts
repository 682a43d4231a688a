import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  changedBars, compareHours, copyToParquet, correctedBars, locateBars, mergeBars, readJsonLines, readParquet, rollUpHours, type StageTables,
} from '@tickerlake/athena-sql';
import { barsTable, hourlyVolatilityTable, hourSlotsTable, rawBarsTable, sessionsTable, type Table } from '@tickerlake/record-schema';
import { type Compilable, type Kysely, sql } from 'kysely';
import { hourSlots } from '../hour-slots.ts';
import { monthRange } from '../month.ts';
import type { PeriodBuild, Release, StagedPeriod, TableFile } from '../ports/warehouse.ts';
import type { Corrections } from '../report.ts';
import { sessionRows } from '../session-rows.ts';
import type { Calendars } from '../workflow/plan-run.ts';
import { replaceFile, writeFileAtomic } from './atomic-file.ts';
import type { StorePaths } from './store-paths.ts';

/** What a build stands on. */
interface BuildGround {
  readonly paths: StorePaths;
  readonly calendars: Calendars;
  readonly release: Release | null;
}

/**
 * Builds the complete new content of a month: this run's landed bars merged with the published ones, located on the
 * calendar, rolled up to hours. It reads the landed files and the published files of that month, and nothing else, so a
 * build costs the same however long the history is.
 *
 * @throws {SqlExecutionError} when DuckDB cannot read or write a file; nothing that readers see has changed.
 * @example
 * const staged = await stagePeriod(db, { paths, calendars, release }, { runId, month: '2026-05', landedFiles });
 */
export async function stagePeriod(db: Kysely<StageTables>, ground: BuildGround, build: PeriodBuild): Promise<StagedPeriod> {
  const { paths, release } = ground;
  await loadCalendar(db, ground, build);
  await view(db, 'landed_bars', readJsonLines(rawBarsTable, build.landedFiles.map((path) => join(paths.root, path))));
  await view(db, 'published_bars', readParquet(barsTable, publishedFiles(paths, release, 'bars', build.month)));
  await view(db, 'published_hours', readParquet(hourlyVolatilityTable, publishedFiles(paths, release, 'hourly_volatility', build.month)));
  await table(db, 'new_bars', locateBars(db));
  await table(db, 'changed_bars', changedBars(db));

  const write = (target: Table, query: Compilable, orderBy: readonly string[]) => writeTable(db, paths, build, target, query, orderBy);
  const bars = await write(barsTable, mergeBars(db), ['ticker', 'bar_start']);
  await view(db, 'staged_bars', readParquet(barsTable, [join(paths.root, bars.path)]));
  const hours = await write(hourlyVolatilityTable, rollUpHours(db), ['ticker', 'bar_start']);
  await view(db, 'staged_hours', readParquet(hourlyVolatilityTable, [join(paths.root, hours.path)]));
  const sessions = await write(sessionsTable, db.selectFrom('sessions').selectAll(), ['calendar', 'trading_date']);
  const staged = {
    month: build.month,
    tables: { sessions, bars, hourly_volatility: hours },
    ...(await measure(db)),
  };
  await sql`drop table new_bars; drop table changed_bars`.execute(db);
  return staged;
}

async function loadCalendar(db: Kysely<StageTables>, { paths, calendars }: BuildGround, build: PeriodBuild): Promise<void> {
  const all = Object.values(calendars);
  const slots = all.flatMap((calendar) => hourSlots(build.month, calendar));
  const range = monthRange(build.month);
  const sessions = all.flatMap((calendar) => sessionRows(calendar, range.from, range.to));
  await loadRows(db, paths, 'hour_slots', hourSlotsTable, slots);
  await loadRows(db, paths, 'sessions', sessionsTable, sessions);
}

async function loadRows(db: Kysely<StageTables>, paths: StorePaths, name: string, target: Table, rows: readonly object[]): Promise<void> {
  const path = join(paths.scratch, `${name}.ndjson`);
  await writeFileAtomic(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await sql`create or replace temp table ${sql.ref(name)} as select * from ${readJsonLines(target, [path])}`.execute(db);
}

async function view(db: Kysely<StageTables>, name: string, relation: ReturnType<typeof readParquet>): Promise<void> {
  await sql`create or replace temp view ${sql.ref(name)} as select * from ${relation}`.execute(db);
}

async function table(db: Kysely<StageTables>, name: string, query: Compilable): Promise<void> {
  await sql`create or replace temp table ${sql.ref(name)} as ${sql.raw(query.compile().sql)}`.execute(db);
}

async function writeTable(
  db: Kysely<StageTables>, paths: StorePaths, build: PeriodBuild, target: Table, query: Compilable, orderBy: readonly string[],
): Promise<TableFile> {
  const path = join('warehouse', target.name, build.month, `${build.runId}.parquet`);
  const full = join(paths.root, path);
  let rows = 0;
  await mkdir(paths.scratch, { recursive: true });
  await replaceFile(full, async (temporary) => {
    const { rows: counted } = await copyToParquet(target, query, { path: temporary, orderBy }).execute(db);
    rows = Number(counted[0]?.Count ?? 0n);
  });
  return { path, rows, bytes: (await stat(full)).size };
}

function publishedFiles(paths: StorePaths, release: Release | null, name: string, month: string): string[] {
  return (release?.tables[name]?.[month] ?? []).map((file) => join(paths.root, file.path));
}

async function measure(db: Kysely<StageTables>): Promise<Pick<StagedPeriod, 'newestDates' | 'landedBars' | 'newBars' | 'corrections' | 'isChanged'>> {
  const one = async (query: ReturnType<typeof sql<{ n: bigint }>>): Promise<number> => Number((await query.execute(db)).rows[0]?.n ?? 0n);
  const correctedCount = await one(sql`select count(*) as n from (${sql.raw(correctedBars(db).compile().sql)})`);
  const changedCount = await one(sql`select count(*) as n from changed_bars`);
  const changedHours = await one(sql`select count(*) as n from (select * from staged_hours except select * from published_hours)`);
  const newest = await sql<{ ticker: string; date: string }>`select ticker, max(trading_date) as date from staged_hours group by ticker`.execute(db);
  return {
    newestDates: Object.fromEntries(newest.rows.map((row) => [row.ticker, row.date])),
    landedBars: await one(sql`select count(*) as n from new_bars`),
    newBars: changedCount - correctedCount,
    corrections: await correctionsOf(db, correctedCount),
    isChanged: changedCount > 0 || changedHours > 0,
  };
}

async function correctionsOf(db: Kysely<StageTables>, bars: number): Promise<Corrections> {
  if (bars === 0) return { bars, hours: 0, maxChange: 0, samples: [] };
  const changed = await compareHours(db).execute();
  const sized = changed
    .map((hour) => ({
      ticker: hour.ticker,
      barStart: hour.bar_start.toISOString(),
      oldHourlyVar: hour.old_hourly_var,
      newHourlyVar: hour.new_hourly_var,
    }))
    .sort((a, b) => Math.abs(b.newHourlyVar - b.oldHourlyVar) - Math.abs(a.newHourlyVar - a.oldHourlyVar));
  const largest = sized[0];
  return {
    bars,
    hours: sized.length,
    maxChange: largest === undefined ? 0 : Math.abs(largest.newHourlyVar - largest.oldHourlyVar),
    samples: sized.slice(0, 5),
  };
}
