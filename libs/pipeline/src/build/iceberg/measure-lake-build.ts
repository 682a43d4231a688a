import { selectBuildFaults } from '@tickerlake/athena-sql';
import { compareHours, type StageTables } from '@tickerlake/market-sql';
import { barsTable } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import { StoreError } from '../../values/errors.ts';
import type { Month } from '../../values/month.ts';
import type { StagedBuild } from '../../ports/warehouse.ts';
import { type CorrectedHour, type Corrections, sumCorrections } from '../../values/corrections.ts';
import type { LakeContext } from '../../engines/lake/lake-context.ts';
import type { Attempt } from '../../storage/objects/lake-layout.ts';
import { builtTables } from '../../ports/table-registry.ts';
import { periodOf } from '../../engines/lake/lake-tables.ts';
import { countChangedRows } from '../changed-rows.ts';
import { type Relations, withRelations } from './relations.ts';

/** The facts of a finished build. */
export interface BuildNumbers extends Pick<
  StagedBuild,
  'newestDates' | 'landedBars' | 'newBars' | 'refusedBars' | 'corrections' | 'isChanged'
> {
  /** By table. */
  readonly rows: ReadonlyMap<string, number>;
  /** Landed rows that the engine saw, repetitions included. */
  readonly landedRows: number;
}

interface HourChange {
  readonly ticker: string;
  readonly bar_start: Date;
  readonly old_hourly_var: number;
  readonly new_hourly_var: number;
  readonly hours: bigint;
  readonly max_change: number;
}

const samples = 5;

/**
 * What a build changes for readers, from its staging tables, and whether it can be published at all.
 *
 * @throws {StoreError} when a key is duplicated or incomplete, or a row is outside the months.
 * @example
 * const { newBars, corrections, isChanged } = await measureLakeBuild(lake, { attempt, months, relations });
 */
export async function measureLakeBuild(
  lake: LakeContext,
  build: { readonly attempt: Attempt; readonly months: readonly Month[]; readonly relations: Relations },
): Promise<BuildNumbers> {
  const { attempt, months, relations } = build;
  const db = lake.sql.db.withTables<StageTables>();
  const read = async <Row>(text: string): Promise<readonly Row[]> =>
    (await sql.raw<Row>(withRelations(relations, text)).execute(lake.sql.db)).rows;
  const [rows, [bars], newest] = await Promise.all([
    readRows(lake, attempt, months),
    read<Landed & BarChanges>(`select * from (${landedText}) as landed cross join (${changesText()}) as changes`),
    read<Newest>(
      'select ticker, cast(max(trading_date) as varchar) as newest from staged_hours group by ticker order by ticker',
    ),
  ]);
  const corrected = Number(bars?.corrected ?? 0n);
  const newBars = Number(bars?.added ?? 0n);
  const takenBack = Number(bars?.taken_back ?? 0n);
  return {
    rows,
    landedRows: Number(bars?.landed_rows ?? 0n),
    landedBars: Number(bars?.landed_bars ?? 0n),
    newestDates: Object.fromEntries(newest.map((row) => [row.ticker, row.newest])),
    newBars,
    refusedBars: Number(bars?.landed_bars ?? 0n) - Number(bars?.settled_bars ?? 0n),
    corrections:
      corrected + takenBack === 0
        ? sumCorrections([])
        : correctionsOf({ corrected, takenBack }, await read<HourChange>(hoursText(db))),
    isChanged: newBars + corrected + takenBack > 0 || Number(bars?.changed_rows ?? 0n) > 0,
  };
}

interface Landed {
  readonly landed_bars: bigint;
  readonly landed_rows: bigint;
  readonly settled_bars: bigint;
}

const landedText = `select count(*) as landed_bars, coalesce(cast(sum(n) as bigint), 0) as landed_rows,
  (select count(*) from new_bars) as settled_bars
  from (select count(*) as n from located_bars group by ticker, bar_ms, bar_start) as bars`;

interface BarChanges {
  readonly added: bigint;
  readonly corrected: bigint;
  readonly taken_back: bigint;
  readonly changed_rows: bigint;
}

/** A staged bar that is published with the same values is the published row itself. */
function changesText(): string {
  const key = barsTable.key.map((name) => `p.${name} = s.${name}`).join(' and ');
  const isCorrected = barsTable.columns
    .filter(({ name }) => !barsTable.key.some((part) => part === name))
    .map(({ name }) => `s.${name} is distinct from p.${name}`)
    .join(' or ');
  return `select added, corrected, taken_back, changed_rows from (
      select count(case when p.ticker is null then 1 end) as added, count(case when p.ticker is not null and (${isCorrected}) then 1 end) as corrected
      from staged_bars as s left join published_bars as p on ${key}
    ) as bars cross join (
      select count(*) as taken_back from taken_back_bars
    ) as gone cross join (
      ${countChangedRows()}
    ) as derived`;
}

function hoursText(db: Kysely<StageTables>): string {
  const change = 'abs(new_hourly_var - old_hourly_var)';
  return `select *, count(*) over () as hours, max(${change}) over () as max_change from (${compareHours(db).compile().sql}) as changes
    order by ${change} desc, bar_start, ticker limit ${samples}`;
}

interface Newest {
  readonly ticker: string;
  readonly newest: string;
}

function correctionsOf(
  bars: { readonly corrected: number; readonly takenBack: number },
  changes: readonly HourChange[],
): Corrections {
  const hours = changes.map((hour): CorrectedHour => ({
    ticker: hour.ticker,
    barStart: hour.bar_start.toISOString(),
    oldHourlyVar: hour.old_hourly_var,
    newHourlyVar: hour.new_hourly_var,
  }));
  return {
    bars: bars.corrected + bars.takenBack,
    takenBackBars: bars.takenBack,
    hours: Number(changes[0]?.hours ?? 0n),
    maxChange: changes[0]?.max_change ?? 0,
    samples: hours,
  };
}

interface Faults {
  readonly part: string;
  readonly build_rows: bigint;
  readonly repeated_rows: bigint;
  readonly keyless_rows: bigint;
  readonly outside_rows: bigint;
}

async function readRows(lake: LakeContext, attempt: Attempt, months: readonly Month[]): Promise<BuildNumbers['rows']> {
  const texts = builtTables.map((table) => {
    const build = { database: lake.database, name: attempt.table(table.name) };
    const faults = selectBuildFaults({
      build,
      columns: table.columns,
      key: table.key,
      period: periodOf({ table, scope: 'months' }, months),
    });
    return `select '${table.name}' as part, f.* from (${faults}) as f`;
  });
  const { rows } = await sql.raw<Faults>(texts.join(' union all ')).execute(lake.sql.db);
  const bad = rows.find((row) => row.repeated_rows > 0n || row.keyless_rows > 0n || row.outside_rows > 0n);
  if (bad !== undefined) {
    throw new StoreError(
      `The build of ${bad.part} for ${months[0]} to ${months.at(-1)} has ${bad.repeated_rows} rows with a repeated key, ${bad.keyless_rows} without a key and ${bad.outside_rows} of other months: nothing was published. This is a bug in tickerlake; keep the run's id and report it.`,
      { path: `${lake.database}.${bad.part}` },
    );
  }
  return new Map(rows.map((row) => [row.part, Number(row.build_rows)]));
}
