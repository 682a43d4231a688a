import { join } from 'node:path';
import { readJsonLines, readParquet, readUniformParquet } from '@tickerlake/athena-sql';
import { expandLines, type StageTables } from '@tickerlake/market-sql';
import { barsTable, rawBarsTable, sessionsTable, type Table } from '@tickerlake/record-schema';
import type { Compilable, Kysely } from 'kysely';
import type { Month } from '../../values/month.ts';
import { rollUps } from '../../ports/table-registry.ts';
import type { StagedBuild, TablePart } from '../../ports/warehouse.ts';
import type { LandedPart } from '../../ports/landing.ts';
import { buildBars } from './build-bars.ts';
import type { BuildContext } from './build-context.ts';
import { loadCalendarRows } from './load-calendar-rows.ts';
import { measureBuild } from './measure-build.ts';
import { nameView } from './relations.ts';
import { buildPath } from '../../storage/files/store-paths.ts';
import { stateOf } from '../../storage/releases/release-store.ts';
import { writeParquet } from './write-parquet.ts';

/** What to build: a run's landed files of a month. */
export interface MonthBuild {
  readonly runId: string;
  readonly month: Month;
  readonly landedFiles: readonly string[];
  readonly landed?: readonly LandedPart[] | undefined;
  /** Whether the source need not hold whole sessions: then bars that did not come again stay. */
  readonly isPartial?: boolean | undefined;
}

/**
 * Builds the complete new content of a month: this run's landed bars merged with the published ones, located on the
 * calendar, rolled up to hours. It reads the landed files and the published files of that month, and nothing else, so a
 * build costs the same however long the history is.
 *
 * @param db a separate connection: the relations of a build are temporary.
 * @throws {SqlExecutionError} when DuckDB cannot read or write a file; nothing that readers see has changed.
 * @example
 * const staged = await stagePeriod(db, { paths, calendars, release }, { runId, month: '2026-05', landedFiles });
 */
export async function stagePeriod(
  db: Kysely<StageTables>,
  context: BuildContext,
  build: MonthBuild,
): Promise<StagedBuild> {
  const { paths } = context;
  const inStore = (path: string): string => join(paths.root, path);
  const published = (table: Table): string[] =>
    (context.release?.tables[table.name]?.[build.month] ?? []).map((file) => inStore(file.path));
  const hasPublished = published(barsTable).length > 0;
  const write = (table: Table, query: Compilable) =>
    writeParquet(db, paths, table, query, {
      path: buildPath(table.name, build.month, build.runId),
      orderBy: table.key,
    });

  await nameView(db, 'landed_bars', expandLines(readJsonLines(rawBarsTable, build.landedFiles.map(inStore))));
  await nameView(db, 'published_bars', readParquet(barsTable, published(barsTable)));
  await loadCalendarRows(db, context, { month: build.month, tickers: await tickersOf(db, build, hasPublished) });
  for (const { table, published: name } of rollUps) await nameView(db, name, readParquet(table, published(table)));
  const { bars, locatedBars, landedBars } = await buildBars(db, paths, {
    month: build.month,
    runId: build.runId,
    hasPublished,
    isPartial: build.isPartial,
  });
  const derived: Record<string, TablePart> = {};
  for (const { table, staged, query } of rollUps) {
    const part = await write(table, query(db));
    derived[table.name] = part;
    await nameView(db, staged, readUniformParquet(table, [inStore(part.path)]));
  }
  const sessions = await write(sessionsTable, db.selectFrom('sessions').selectAll());
  const tables = { [sessionsTable.name]: sessions, [barsTable.name]: bars, ...derived };
  return {
    months: [build.month],
    builtOn: stateOf(context.release),
    tables,
    ...(await measureBuild(db, { hasPublished, locatedBars, landedBars })),
    ...(build.landed && { landed: build.landed }),
  };
}

/** All tickers whose bars a build reads; null when the landed files do not say. */
async function tickersOf(
  db: Kysely<StageTables>,
  build: MonthBuild,
  hasPublished: boolean,
): Promise<readonly string[] | null> {
  const landed = build.landed?.map(({ ticker }) => ticker) ?? [undefined];
  const published = hasPublished ? await db.selectFrom('published_bars').select('ticker').distinct().execute() : [];
  const tickers = landed.flatMap((ticker) => ticker ?? []);
  return tickers.length < landed.length ? null : [...tickers, ...published.map(({ ticker }) => ticker)];
}
