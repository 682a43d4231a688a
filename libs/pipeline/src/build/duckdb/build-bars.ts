import { join } from 'node:path';
import {
  changedBars,
  differentBars,
  latestBars,
  locateBars,
  mergeBars,
  noTakenBackBars,
  type StageTables,
  takenBackBars,
} from '@tickerlake/market-sql';
import { readUniformParquet } from '@tickerlake/athena-sql';
import { barsTable } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import type { TablePart } from '../../ports/warehouse.ts';
import { nameTable, nameView } from './relations.ts';
import type { Month } from '../../values/month.ts';
import { buildPath, type StorePaths } from '../../storage/files/store-paths.ts';
import { writeParquet } from './write-parquet.ts';

/** The bars of a month. */
export interface BuiltBars {
  readonly bars: TablePart;
  /** Different bars that landed, those that are refused included. */
  readonly locatedBars: number;
  /** Those of them that are not refused: the rows of `new_bars`. */
  readonly landedBars: number;
}

/**
 * Writes the complete bars of a month from `landed_bars` and `published_bars`, and names `new_bars`, `changed_bars`,
 * `taken_back_bars` and `staged_bars`. The located bars stream to a file first. In the first build of a month whose bars were fetched once,
 * that file is the result; otherwise it is what the result is merged from, and the next tidy removes it.
 *
 * @param build.runId names the files.
 * @example
 * const { bars, locatedBars, landedBars } = await buildBars(db, paths, { month: '2026-05', runId, hasPublished: false });
 */
export async function buildBars(
  db: Kysely<StageTables>,
  paths: StorePaths,
  build: {
    readonly month: Month;
    readonly runId: string;
    readonly hasPublished: boolean;
    readonly isPartial?: boolean | undefined;
  },
): Promise<BuiltBars> {
  const name = (relation: keyof StageTables, file: TablePart) =>
    nameView(db, relation, readUniformParquet(barsTable, [join(paths.root, file.path)]));
  const located = await writeParquet(db, paths, barsTable, locateBars(db), {
    path: buildPath(barsTable.name, build.month, build.runId),
    orderBy: [],
  });
  await name('located_bars', located);
  const [different] = await differentBars(db).execute();
  const locatedBars = Number(different?.bars ?? 0n);
  const isRepeated = locatedBars < located.rows;
  let landedBars = locatedBars;
  if (isRepeated) {
    await nameTable(db, 'new_bars', latestBars(db));
    const [latest] = await db
      .selectFrom('new_bars')
      .select((eb) => eb.fn.countAll<bigint>().as('bars'))
      .execute();
    landedBars = Number(latest?.bars ?? 0n);
  } else await nameView(db, 'new_bars', sql.table('located_bars'));
  if (build.hasPublished) await nameTable(db, 'changed_bars', changedBars(db));
  else await nameView(db, 'changed_bars', sql.table('new_bars'));
  const takesBack = build.hasPublished && build.isPartial !== true;
  await nameTable(db, 'taken_back_bars', takesBack ? takenBackBars(db) : noTakenBackBars(db));
  if (!isRepeated && !build.hasPublished) {
    await name('staged_bars', located);
    return { bars: located, locatedBars, landedBars };
  }
  const merged = await writeParquet(db, paths, barsTable, mergeBars(db), {
    path: buildPath(barsTable.name, build.month, `${build.runId}-merged`),
    orderBy: [],
  });
  await name('staged_bars', merged);
  return { bars: merged, locatedBars, landedBars };
}
