import { parseDqdl } from '../dqdl/parse-dqdl.ts';
import { checkRules, type CheckOptions } from '../run/check-rules.ts';
import { openDuckDb, type TableCell } from './duckdb-table.ts';
import { hourlyColumns, hourOf, magnificent } from './hourly-rows.ts';

export type Rows = readonly (readonly TableCell[])[];
export type Over = Partial<Omit<CheckOptions<unknown>, 'db'>>;

/** One hour of each of the seven tickers. */
export const sevenHours: Rows = magnificent.map((ticker) => hourOf(ticker));

/** Checks rules on a table `hourly` in a separate DuckDB, half a minute past 21:00 on 29 May 2026. */
export async function openHourlyCheck() {
  const { db, createTable, close } = await openDuckDb();
  const optionsFor = (rules: string, over: Over = {}): CheckOptions<unknown> => {
    const ruleset = parseDqdl(`Rules = [ ${rules} ]`, {
      file: 'hourly.dqdl',
      allowParameters: true,
      unknownTypes: 'keep',
    });
    return { db, dataset: 'hourly', columns: hourlyColumns, ruleset, now: new Date('2026-05-29T21:00:30Z'), ...over };
  };
  const check = async (rules: string, rows: Rows = sevenHours, over: Over = {}) => {
    await createTable('hourly', hourlyColumns, rows);
    return checkRules(optionsFor(rules, over));
  };
  const statusesOf = async (rules: string, rows?: Rows, over?: Over) =>
    (await check(rules, rows, over)).rules.map(({ status }) => status);
  return { optionsFor, check, statusesOf, createTable, close };
}
