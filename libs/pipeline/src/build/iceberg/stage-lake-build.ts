import {
  createTableAs,
  quoteIdentifier,
  type SqlText,
  toLiteral,
  toPeriodCondition,
  toQueryName,
} from '@tickerlake/athena-sql';
import {
  expandLinesByUnnest,
  latestBars,
  locateBarsByJoin,
  mergeBarsByJoin,
  noTakenBackBars,
  type StageTables,
  takenBackBars,
} from '@tickerlake/market-sql';
import { barsTable, rawBarsTable, sessionsTable, type Table } from '@tickerlake/record-schema';
import { StoreError } from '../../values/errors.ts';
import type { BuildRequest, StagedBuild, TablePart } from '../../ports/warehouse.ts';
import type { LakeContext } from '../../engines/lake/lake-context.ts';
import { type Attempt, landingFolder } from '../../storage/objects/lake-layout.ts';
import { builtTables, rollUps } from '../../ports/table-registry.ts';
import { periodOf } from '../../engines/lake/lake-tables.ts';
import { type BuildNumbers, measureLakeBuild } from './measure-lake-build.ts';
import { openAttempt } from './open-attempt.ts';
import { type Relations, withRelations } from './relations.ts';
import { withoutText } from '../without-tickers.ts';
import { stageCalendar } from './stage-calendar.ts';
import { readPointers, toState } from '../../engines/lake/table-pointers.ts';

/**
 * Builds the complete new content of some months in separate staging tables: this run's landed bars merged with the
 * published ones, located on the calendar, rolled up to hours. It reads the days on which the run landed and the
 * published rows of these months, and nothing else, so a build costs the same however long the history is.
 *
 * @throws {StoreError} when a landed object is missing, the engine sees fewer rows than landed, or the build has a key
 * twice; nothing that readers see has changed.
 * @throws the engine's own errors.
 * @example
 * const staged = await stageLakeBuild(lake, { runId, months: ['2026-05'], landedFiles, landedRows });
 */
export async function stageLakeBuild(lake: LakeContext, build: BuildRequest): Promise<StagedBuild> {
  await checkLanded(lake, build);
  const builtOn = toState(await readPointers(lake));
  const { attempt, sql } = await openAttempt(lake, build.runId, ['stage', builtOn, build]);
  const scope = { ...lake, sql };
  const calendar = await stageCalendar(scope, attempt, build.months);
  const relations = relationsOf(scope, build, calendar.hourSlots);
  const db = scope.sql.db.withTables<StageTables>();
  const inMonths = (table: Table): string =>
    toPeriodCondition(periodOf({ table, scope: 'months' }, build.months), table.columns, '');
  const write = (table: Table, query: string): Promise<void> => writeStage(scope, attempt, table, query);
  await Promise.all([
    write(barsTable, withRelations(relations, mergeBarsByJoin(db))),
    write(sessionsTable, `select * from (${calendar.sessions}) where ${inMonths(sessionsTable)}`),
  ]);
  const built: Record<string, SqlText> = {
    hour_slots: calendar.hourSlots,
    staged_bars: readStage(scope, attempt, barsTable),
  };
  for (const { table, staged, query } of rollUps) {
    await write(table, withRelations(built, query(db)));
    built[staged] = readStage(scope, attempt, table);
  }
  const { rows, landedRows, ...numbers } = await measureLakeBuild(scope, {
    attempt,
    months: build.months,
    relations: { ...relations, ...built },
  });
  // What is left out was counted in the build before.
  if (landedRows < build.landedRows && (build.withoutTickers ?? []).length === 0) {
    throw new StoreError(
      `The table ${scope.database}.raw_bars shows ${landedRows} rows of run ${build.runId}, and ${build.landedRows} have landed: look at the table's location and the range of its "dt". Nothing was published.`,
      { path: `${scope.database}.raw_bars` },
    );
  }
  return { months: build.months, builtOn, tables: await partsOf(scope, attempt, rows), ...numbers };
}

/** What the statements of a build read, by name. */
function relationsOf(scope: LakeContext, build: BuildRequest, hourSlots: string): Relations {
  const db = scope.sql.db.withTables<StageTables>();
  const named = (name: string): string => toQueryName({ database: scope.database, name });
  const columns = (table: Table): string => table.columns.map((column) => quoteIdentifier(column.name)).join(', ');
  const bounds = toPeriodCondition(
    periodOf({ table: barsTable, scope: 'months' }, build.months),
    barsTable.columns,
    '',
  );
  const days = daysOf(build.landedFiles).map(toLiteral).join(', ');
  return {
    landed_bars: expandLinesByUnnest(
      `select ${columns(rawBarsTable)} from ${named('raw_bars')} where dt in (${days}) and run_id = ${toLiteral(build.runId)} and ${withoutText(build.withoutTickers)}`,
    ),
    hour_slots: hourSlots,
    located_bars: `select * from (${locateBarsByJoin(db).compile().sql}) where ${bounds}`,
    new_bars: latestBars(db),
    published_bars: `select ${columns(barsTable)} from ${named('bars')} where ${bounds}`,
    taken_back_bars: build.isPartial === true ? noTakenBackBars(db) : takenBackBars(db),
    ...Object.fromEntries(
      rollUps.map(({ table, published }) => [
        published,
        `select ${columns(table)} from ${named(table.name)} where ${bounds}`,
      ]),
    ),
  };
}

const readStage = ({ database }: LakeContext, attempt: Attempt, table: Table): string =>
  `select * from ${toQueryName({ database, name: attempt.table(table.name) })}`;

async function writeStage(scope: LakeContext, attempt: Attempt, table: Table, query: string): Promise<void> {
  const { sql, database, objects } = scope;
  await sql.build((nth) =>
    createTableAs(sql.engine, {
      table: { database, name: attempt.table(table.name) },
      columns: table.columns,
      query,
      location: `${objects.location}${attempt.folder}${table.name}/a${nth}/`,
    }),
  );
}

async function partsOf(
  scope: LakeContext,
  attempt: Attempt,
  rows: BuildNumbers['rows'],
): Promise<StagedBuild['tables']> {
  const partOfTable = async ({ name }: Table): Promise<readonly [string, TablePart]> => {
    const objects = await scope.objects.list(`${attempt.folder}${name}/`);
    const part = {
      path: `${scope.database}.${attempt.table(name)}`,
      rows: rows.get(name) ?? 0,
      bytes: objects.reduce((sum, { bytes }) => sum + bytes, 0),
    };
    return [name, part];
  };
  return Object.fromEntries(await Promise.all(builtTables.map(partOfTable)));
}

/** The engine reads folders and would not miss an object: look for each. */
async function checkLanded({ objects }: LakeContext, build: BuildRequest): Promise<void> {
  const folders = new Set(build.landedFiles.map((path) => path.split('/').slice(0, -1).slice(0, 4).join('/')));
  const there = new Set<string>();
  for (const folder of folders) for (const { key } of await objects.list(`${folder}/`)) there.add(key);
  const missing = build.landedFiles.filter((path) => !there.has(path));
  if (missing.length > 0)
    throw new StoreError(
      `${missing.length} landed object(s) are missing, the first is ${objects.location}${missing[0]}. Run again with --fresh; nothing was published.`,
      { path: String(missing[0]) },
    );
}

/** The UTC days on which the objects arrived, from their keys. */
function daysOf(paths: readonly string[]): string[] {
  const days = paths.map((path) => {
    const [, day] = new RegExp(`^${landingFolder}(\\d{4}-\\d\\d-\\d\\d)/`).exec(path) ?? [];
    if (day === undefined)
      throw new StoreError(`${path} is not a landed object: it is not in ${landingFolder}<day>/.`, { path });
    return day;
  });
  return [...new Set(days)].sort();
}
