import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asDate, asText, copyToParquet, readParquet } from '@tickerlake/athena-sql';
import {
  type BarTolerance,
  compareBars,
  findShifts,
  listDifferences,
  type ReconciledTables,
  reconcileSessions,
  type Tolerance,
} from '@tickerlake/market-sql';
import { barsTable, type reconciliationTable, type SqlRow } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { nameTable, nameView } from '../build/duckdb/relations.ts';
import { openDuckDb } from '../engines/duckdb/duckdb-session.ts';
import type { OpenCurrent, Published } from '../ports/published.ts';
import type { StorePaths } from '../storage/files/store-paths.ts';
import { RequestError } from '../values/errors.ts';
import { writeReconciliation } from './reconciliation-files.ts';
import { type AskedComparison, type Comparison, type HeldBars, settleComparison } from './settle-comparison.ts';

/** A session as it was compared. */
export type ReconciledSession = SqlRow<typeof reconciliationTable>;

/** Two sides, what is asked for, and where the result is recorded. */
export interface ReconcileRequest extends AskedComparison {
  readonly own: { readonly name: string; readonly published: Published };
  /** The name is recorded. */
  readonly witness: { readonly name: string; readonly published: Published };
  readonly tolerance: BarTolerance;
  /** The store that keeps the result, and room for scratch files. */
  readonly paths: Pick<StorePaths, 'reconciliations' | 'scratch'>;
  readonly now: Date;
  readonly memoryLimit?: string;
  readonly signal: AbortSignal;
}

/** What a comparison found. */
export interface ReconcileReport extends Comparison {
  /** Every compared session, in order. */
  readonly sessions: readonly ReconciledSession[];
  readonly releaseId: number;
}

/**
 * Compares the published bars of two sources, bar by bar, and records the result with the first one: rows of the same witness, tickers and dates
 * are replaced. Each side is read on its own engine, once; the comparison runs on this machine.
 *
 * @throws {RequestError} when nothing is published on a side, or nothing is in common.
 * @throws the engines' errors; what was recorded before stays.
 * @example
 * const { sessions } = await reconcile({ own, witness, tolerance, paths, now: new Date(), signal });
 */
export async function reconcile(request: ReconcileRequest): Promise<ReconcileReport> {
  const { own, witness, paths, signal } = request;
  await mkdir(paths.scratch, { recursive: true });
  const folder = await mkdtemp(join(paths.scratch, 'reconcile-'));
  const files = { own: join(folder, 'own.parquet'), witness: join(folder, 'witness.parquet') };
  const opened: OpenCurrent[] = [];
  const open = async (side: ReconcileRequest['own'], output: string): Promise<OpenCurrent> => {
    const orFetch = side === witness ? ', or add --fetch' : '';
    const current = await side.published.openCurrent({ outputs: [output], signal });
    if (current === null)
      throw new RequestError(
        `Nothing is published from ${side.name}: fetch it first with "tickerlake run --source ${side.name}"${orFetch}.`,
      );
    opened.push(current);
    return current;
  };
  try {
    const [mine, theirs] = [await open(own, files.own), await open(witness, files.witness)];
    const comparison = settleComparison(
      { name: own.name, held: await heldBars(mine) },
      { name: witness.name, held: await heldBars(theirs) },
      request,
    );
    await copyBars(mine, comparison, files.own);
    await copyBars(theirs, comparison, files.witness);
    const facts = { releaseId: mine.release.id, comparison, files };
    return { ...comparison, releaseId: mine.release.id, sessions: await compareFiles(request, facts, folder) };
  } finally {
    for (const current of opened) await current.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const heldBars = async ({ db }: OpenCurrent): Promise<HeldBars[]> =>
  db
    .selectFrom('bars')
    .groupBy(['ticker', 'bar_ms'])
    .select((eb) => [
      'ticker',
      'bar_ms',
      asText(eb.fn.min<string>('trading_date')).as('first'),
      asText(eb.fn.max<string>('trading_date')).as('last'),
    ])
    .execute();

async function copyBars(current: OpenCurrent, { tickers, barMs, from, to }: Comparison, file: string): Promise<void> {
  const query = current.db
    .selectFrom('bars')
    .selectAll()
    .where('ticker', 'in', tickers)
    .where(sql<boolean>`bar_ms in (${sql.join(barMs.map((ms) => sql.lit(ms)))})`)
    .where((eb) => eb.between('trading_date', asDate(eb.val(from)), asDate(eb.val(to))));
  const rows = await current.prepare(query.compile().sql);
  await rows.copyTo('parquet', file);
}

/** What is compared, and what is known of it as a whole. */
interface ComparedFiles {
  readonly releaseId: number;
  readonly comparison: Comparison;
  readonly files: { readonly own: string; readonly witness: string };
}

async function compareFiles(
  request: ReconcileRequest,
  { releaseId, comparison, files }: ComparedFiles,
  folder: string,
): Promise<readonly ReconciledSession[]> {
  const { witness, tolerance, paths, now, memoryLimit, signal } = request;
  const session = await openDuckDb<ReconciledTables>({
    tempDirectory: folder,
    signal,
    ...(memoryLimit !== undefined && { memoryLimit }),
  });
  const { db } = session;
  try {
    await nameView(db, 'own_bars', barsOf(files.own));
    await nameView(db, 'witness_bars', barsOf(files.witness));
    await nameTable(db, 'compared_bars', compareBars(db, tolerance));
    await nameTable(db, 'shifted_sessions', findShifts(db));
    const at = sql`cast(${sql.lit(now.toISOString())} as timestamptz) at time zone 'UTC' as reconciled_at`;
    const name = sql`${sql.lit(witness.name)} as witness`;
    const facts = sql`${sql.lit(toleranceText(tolerance))} as tolerance, ${sql.lit(releaseId)} as release_id`;
    await sql`create temp table fresh_reconciliation as select *, ${name}, ${facts}, ${at} from (${reconcileSessions(db)})`.execute(
      db,
    );
    await sql`create temp view fresh_bar_differences as select *, ${name}, ${at} from (${listDifferences(db)})`.execute(
      db,
    );
    await writeReconciliation(paths, async (table, file, old) => {
      const all = sql`select * from ${readParquet(table, old)} where not (witness = ${sql.lit(witness.name)}
        and ticker in (${sql.join(comparison.tickers.map((ticker) => sql.lit(ticker)))})
        and trading_date between ${sql.lit(comparison.from)} and ${sql.lit(comparison.to)})
        union all by name select * from ${sql.ref(`fresh_${table.name}`)}`;
      const copied = { compile: () => all.compile(db) };
      await copyToParquet(table, copied, { path: file, orderBy: ['witness', 'ticker', 'trading_date'] }).execute(db);
    });
    const { rows } =
      await sql<ReconciledSession>`select * from fresh_reconciliation order by trading_date, ticker`.execute(db);
    return rows;
  } finally {
    await session.close();
  }
}

/** Exported instants are those of a zone, whatever the engine they come from. */
const barsOf = (file: string) =>
  sql`(select * replace (cast(bar_start as timestamp) as bar_start, cast(fetched_at as timestamp) as fetched_at) from ${readParquet(barsTable, [file])})`;

/**
 * A tolerance in words.
 *
 * @example
 * toleranceText({ price: { share: 0.0001 }, volume: { absolute: 100 } }); // 'prices 0.01 %, volumes 100'
 */
export const toleranceText = ({ price, volume }: BarTolerance): string =>
  `prices ${limitText(price)}, volumes ${limitText(volume)}`;

const limitText = (limit: Tolerance): string =>
  'share' in limit ? `${Number((limit.share * 100).toPrecision(12))} %` : String(limit.absolute);
