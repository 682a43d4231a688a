import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  changedBars, copyToParquet, latestBars, locateBars, mergeBars, readJsonLines, readParquet, repeatedBars, rollUpHours, type StageTables,
} from '@tickerlake/athena-sql';
import { barsTable, hourlyVolatilityTable, rawBarsTable, sessionsTable, type Table } from '@tickerlake/record-schema';
import { type Compilable, type Kysely, type RawBuilder, sql } from 'kysely';
import type { PeriodBuild, Release, StagedPeriod, TableFile } from '../ports/warehouse.ts';
import type { Calendars } from '../workflow/plan-run.ts';
import { replaceFile } from './atomic-file.ts';
import { loadCalendarRows } from './load-calendar-rows.ts';
import { measureBuild } from './measure-build.ts';
import type { StorePaths } from './store-paths.ts';

/** What a build stands on. */
export interface BuildGround {
  readonly paths: StorePaths;
  readonly calendars: Calendars;
  readonly release: Release | null;
}

/**
 * Builds the complete new content of a month: this run's landed bars merged with the published ones, located on the
 * calendar, rolled up to hours. It reads the landed files and the published files of that month, and nothing else, so a
 * build costs the same however long the history is.
 *
 * @param db a connection of its own: the relations of a build are temporary.
 * @throws {SqlExecutionError} when DuckDB cannot read or write a file; nothing that readers see has changed.
 * @example
 * const staged = await stagePeriod(db, { paths, calendars, release }, { runId, month: '2026-05', landedFiles });
 */
export async function stagePeriod(db: Kysely<StageTables>, ground: BuildGround, build: PeriodBuild): Promise<StagedPeriod> {
  const { paths } = ground;
  const published = (table: Table): string[] => (ground.release?.tables[table.name]?.[build.month] ?? []).map((file) => join(paths.root, file.path));
  const hasPublished = published(barsTable).length > 0;
  await loadCalendarRows(db, ground, build.month);
  await view(db, 'landed_bars', readJsonLines(rawBarsTable, build.landedFiles.map((path) => join(paths.root, path))));
  await view(db, 'published_bars', readParquet(barsTable, published(barsTable)));
  await view(db, 'published_hours', readParquet(hourlyVolatilityTable, published(hourlyVolatilityTable)));
  await table(db, 'located_bars', locateBars(db));
  await keepLatest(db);
  if (hasPublished) await table(db, 'changed_bars', changedBars(db));
  else await view(db, 'changed_bars', sql.table('new_bars'));

  const write = (target: Table, query: Compilable, orderBy: readonly string[]) => writeTable(db, paths, build, target, query, orderBy);
  const bars = await write(barsTable, hasPublished ? mergeBars(db) : db.selectFrom('changed_bars').selectAll(), []);
  await view(db, 'staged_bars', hasPublished ? readParquet(barsTable, [join(paths.root, bars.path)]) : sql.table('new_bars'));
  const hours = await write(hourlyVolatilityTable, rollUpHours(db), ['ticker', 'bar_start']);
  await view(db, 'staged_hours', readParquet(hourlyVolatilityTable, [join(paths.root, hours.path)]));
  const sessions = await write(sessionsTable, db.selectFrom('sessions').selectAll(), ['calendar', 'trading_date']);
  return { month: build.month, tables: { sessions, bars, hourly_volatility: hours }, ...(await measureBuild(db, hasPublished)) };
}

/** `new_bars`: the located bars, each once. That any was fetched twice is rare, and finding out is cheap. */
async function keepLatest(db: Kysely<StageTables>): Promise<void> {
  const repeated = await repeatedBars(db).execute();
  if (repeated.length > 0) await table(db, 'new_bars', latestBars(db));
  else await view(db, 'new_bars', sql.table('located_bars'));
}

async function view(db: Kysely<StageTables>, name: string, relation: RawBuilder<unknown>): Promise<void> {
  await sql`create or replace temp view ${sql.ref(name)} as select * from ${relation}`.execute(db);
}

async function table(db: Kysely<StageTables>, name: string, query: Compilable): Promise<void> {
  await sql`create temp table ${sql.ref(name)} as ${sql.raw(query.compile().sql)}`.execute(db);
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
