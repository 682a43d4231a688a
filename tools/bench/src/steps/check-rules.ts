import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { checkRules, describeColumns, parseDqdl, plainDatabase } from '@tickerlake/data-quality';

const ruleset = `Rules = [
  RowCount > 1000,
  IsComplete "ticker", IsComplete "bar_start_ms", IsComplete "open", IsComplete "high", IsComplete "low", IsComplete "close",
  Completeness "vwap" > 0.9,
  ColumnValues "low" > 0, ColumnValues "volume" >= 0, ColumnValues "bar_ms" = 60000,
  ColumnValues "ticker" in ["AAPL", "MSFT", "GOOGL", "AMZN", "NVDA", "META", "TSLA"],
  DistinctValuesCount "ticker" >= 7,
  Mean "close" > 1, Sum "volume" > 1000, StandardDeviation "close" > 0,
  ColumnValues "high" < 1000000, ColumnLength "ticker" between 3 and 6, ColumnCorrelation "open" "close" > 0.9,
  IsUnique "ticker" "bar_start_ms"
]`;

/**
 * Twenty rules on the file that `copyBars` wrote.
 *
 * @returns the rows of the file.
 * @throws {Error} when a rule does not pass: then the comparison means nothing.
 * @example
 * const rows = await checkTwentyRules('/data/bench');
 */
export async function checkTwentyRules(store: string): Promise<number> {
  const query = await openCopy(store);
  const db = plainDatabase('duckdb', query);
  const { rules } = await checkRules({
    db,
    dataset: 'bars',
    columns: await describeColumns(db, 'bars'),
    ruleset: parseDqdl(ruleset),
    now: new Date(),
  });
  const other = rules.filter(({ status }) => status !== 'pass');
  if (rules.length !== 20 || other.length > 0) throw new Error(`Rules did not pass: ${JSON.stringify(other)}`);
  return countRows(query);
}

/**
 * The baseline: the same twenty numbers in one hand-written statement.
 *
 * @returns the rows of the file.
 * @example
 * const rows = await checkByHand('/data/bench');
 */
export async function checkByHand(store: string): Promise<number> {
  const query = await openCopy(store);
  const [row] =
    await query(`select count(*) as n, count(ticker), count(bar_start_ms), count(open), count(high), count(low), count(close), count(vwap),
    count(*) filter (where low > 0), count(*) filter (where volume >= 0), count(*) filter (where bar_ms = 60000),
    count(*) filter (where ticker in ('AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'META', 'TSLA')), count(distinct ticker), avg(close), sum(volume),
    stddev_pop(close), count(*) filter (where high < 1000000), count(*) filter (where length(ticker) between 3 and 6), corr(open, close),
    count(distinct (ticker, bar_start_ms)) from bars`);
  return Number(row?.['n'] ?? 0);
}

type Query = (statement: string) => Promise<readonly Record<string, unknown>[]>;

async function openCopy(store: string): Promise<Query> {
  const connection = await (await DuckDBInstance.create(':memory:', { memory_limit: '1GB' })).connect();
  await connection.run(`create view bars as select * from '${join(store, 'copy.parquet')}'`);
  return async (statement) => (await connection.runAndReadAll(statement)).getRowObjectsJS();
}

async function countRows(query: Query): Promise<number> {
  return Number((await query('select count(*) as n from bars'))[0]?.['n'] ?? 0);
}
