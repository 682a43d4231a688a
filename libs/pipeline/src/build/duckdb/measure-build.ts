import { compareHours, correctedBars, type StageTables } from '@tickerlake/market-sql';
import { type Kysely, sql } from 'kysely';
import type { StagedBuild } from '../../ports/warehouse.ts';
import { type Corrections, type CorrectedHour, sumCorrections } from '../../values/corrections.ts';
import { countChangedRows } from '../changed-rows.ts';

/**
 * What a build changes for readers, from its temporary relations.
 *
 * @param build.hasPublished whether the period was published before.
 * @param build.locatedBars different bars that landed; `landedBars` are those that are not refused.
 * @example
 * const { newBars, corrections, isChanged } = await measureBuild(db, { hasPublished: true, locatedBars, landedBars });
 */
export async function measureBuild(
  db: Kysely<StageTables>,
  {
    hasPublished,
    locatedBars,
    landedBars,
  }: { readonly hasPublished: boolean; readonly locatedBars: number; readonly landedBars: number },
): Promise<Pick<StagedBuild, 'newestDates' | 'landedBars' | 'newBars' | 'refusedBars' | 'corrections' | 'isChanged'>> {
  const count = async (from: string): Promise<number> =>
    Number((await sql<{ n: bigint }>`select count(*) as n from ${sql.raw(from)}`.execute(db)).rows[0]?.n ?? 0n);
  const changedBars = hasPublished ? await count('changed_bars') : landedBars;
  const correctedCount = hasPublished ? await count(`(${correctedBars(db).compile().sql})`) : 0;
  const takenBack = hasPublished ? await count('taken_back_bars') : 0;
  const newest = await db
    .selectFrom('staged_hours')
    .groupBy('ticker')
    .select((eb) => ['ticker', eb.fn.max('trading_date').as('date')])
    .execute();
  return {
    newestDates: Object.fromEntries(newest.map((row) => [row.ticker, row.date])),
    landedBars,
    newBars: changedBars - correctedCount,
    refusedBars: locatedBars - landedBars,
    corrections: await correctionsOf(db, correctedCount, takenBack),
    isChanged: changedBars + takenBack > 0 || (await hasChangedRows(db)),
  };
}

async function hasChangedRows(db: Kysely<StageTables>): Promise<boolean> {
  const { rows } = await sql.raw<{ changed_rows: bigint }>(countChangedRows()).execute(db);
  return Number(rows[0]?.changed_rows ?? 0n) > 0;
}

async function correctionsOf(db: Kysely<StageTables>, corrected: number, takenBackBars: number): Promise<Corrections> {
  const bars = corrected + takenBackBars;
  if (bars === 0) return sumCorrections([]);
  const hours = (await compareHours(db).execute()).map((hour): CorrectedHour => ({
    ticker: hour.ticker,
    barStart: hour.bar_start.toISOString(),
    oldHourlyVar: hour.old_hourly_var,
    newHourlyVar: hour.new_hourly_var,
  }));
  const maxChange = hours.reduce((max, hour) => Math.max(max, Math.abs(hour.newHourlyVar - hour.oldHourlyVar)), 0);
  return sumCorrections([{ bars, takenBackBars, hours: hours.length, maxChange, samples: hours }]);
}
