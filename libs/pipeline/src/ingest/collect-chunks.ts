import { sumFindings } from '../values/bar-findings.ts';
import { PipelineError } from '../values/errors.ts';
import { type Month, monthOf } from '../values/month.ts';
import type { BarSource } from '../ports/bar-source.ts';
import type { Landing, LandingReceipt } from '../ports/landing.ts';
import type { LandedPart } from '../ports/landing.ts';
import type { Collect } from './collect.ts';
import { refusalOf, refusedTickers } from './refused-tickers.ts';
import { mapConcurrently } from '../storage/map-concurrently.ts';

/** While one chunk is packed and written, the next is fetched; more would only hold more bars in memory. */
const chunksAtOnce = 2;

/**
 * Collects by fetching here: one step for each chunk of the plan, then one that compares the landed files with the receipts. A resumed
 * run fetches a chunk again whose landed files were lost or changed since.
 *
 * @throws {PipelineError} when landed files differ from what was fetched.
 * @throws the source's own errors.
 * @example
 * const report = await runPipeline(context, run, { collect: collectChunks({ source, landing }), warehouse });
 */
export function collectChunks({ source, landing }: { readonly source: BarSource; readonly landing: Landing }): Collect {
  return async (context, run) => {
    let isLandedAgain = false;
    const isLanded = async (receipt: LandingReceipt): Promise<boolean> => {
      const [mismatch] = await landing.verify([receipt]);
      if (mismatch === undefined) return true;
      isLandedAgain = true;
      run.onNotice?.(`${mismatch.path} of ${receipt.ticker}: ${mismatch.reason}. It is fetched again.`);
      return false;
    };
    source.prepare?.(run.plan.chunks);
    const receipts = await mapConcurrently(run.plan.chunks, chunksAtOnce, (chunk) =>
      context.step(
        { stage: 'ingest', part: chunk.id },
        () =>
          landing
            .land({ runId: run.runId, startedAt: run.startedAt }, chunk, source.fetchBars(chunk, run.signal))
            .catch((error: unknown): LandingReceipt => {
              const refused = run.onIncomplete === 'hold-back' ? refusalOf(error) : null;
              if (refused === null) throw error;
              return { chunkId: chunk.id, ticker: chunk.ticker, calls: 1, rows: 0, files: [], refused };
            }),
        isLanded,
      ),
    );
    await context.step(
      { stage: 'verify' },
      () => verify(landing, receipts),
      async () => !isLandedAgain,
    );
    await source.finish?.();
    const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
    return {
      calls: sum(receipts.map((receipt) => receipt.calls)),
      rows: sum(receipts.map((receipt) => receipt.rows)),
      tickersWithoutBars: tickersWithoutBars(receipts.filter(({ refused }) => refused === undefined)),
      refused: refusedTickers(receipts),
      rowsByTicker: rowsByTicker(
        receipts.flatMap(({ ticker, files }) => files.map(({ rowsByDate }) => ({ ticker, rowsByDate }))),
      ),
      parts: partsOf(receipts),
      findings: sumFindings(receipts.flatMap(({ findings }) => findings ?? [])),
      isLandedAgain,
    };
  };
}

/**
 * What builds read of the receipts.
 *
 * @example
 * const builds = buildsOf(runId, partsOf(receipts), warehouse.monthsPerBuild);
 */
export function partsOf(receipts: readonly LandingReceipt[]): LandedPart[] {
  return receipts
    .flatMap(({ ticker, files }) => files.map((file) => ({ ticker, ...file })))
    .map(({ path, ticker, rowsByDate, bytes, sha256 }) => ({
      path,
      ticker,
      rowsByMonth: toMonths(rowsByDate),
      bytes,
      sha256,
    }));
}

/**
 * Rows of trading dates, by month.
 *
 * @example
 * toMonths({ '2026-05-28': 2, '2026-05-29': 1 }); // { '2026-05': 3 }
 */
export function toMonths(rowsByDate: Readonly<Record<string, number>>): Record<Month, number> {
  const months: Record<Month, number> = {};
  for (const [date, rows] of Object.entries(rowsByDate)) months[monthOf(date)] = (months[monthOf(date)] ?? 0) + rows;
  return months;
}

/**
 * The tickers of which nothing came.
 *
 * @example
 * tickersWithoutBars([{ ticker: 'AAPL', rows: 3 }, { ticker: 'AAPLE', rows: 0 }]); // ['AAPLE']
 */
export function tickersWithoutBars(receipts: readonly { readonly ticker: string; readonly rows: number }[]): string[] {
  const heard = new Set(receipts.filter((receipt) => receipt.rows > 0).map((receipt) => receipt.ticker));
  return [...new Set(receipts.map((receipt) => receipt.ticker))].filter((ticker) => !heard.has(ticker));
}

/**
 * How many bars were fetched, by ticker and trading date.
 *
 * @example
 * rowsByTicker([{ ticker: 'AAPL', rowsByDate: { '2026-05-29': 390 } }]); // { AAPL: { '2026-05-29': 390 } }
 */
export function rowsByTicker(
  parts: readonly { readonly ticker: string; readonly rowsByDate: Readonly<Record<string, number>> }[],
): Record<string, Record<string, number>> {
  const rows: Record<string, Record<string, number>> = {};
  for (const { ticker, rowsByDate } of parts) rows[ticker] = { ...rows[ticker], ...rowsByDate };
  return rows;
}

async function verify(landing: Landing, receipts: readonly LandingReceipt[]): Promise<{ files: number }> {
  const mismatches = await landing.verify(receipts);
  const [first] = mismatches;
  if (first !== undefined) {
    throw new PipelineError(
      `${mismatches.length} landed file(s) differ from what was fetched. First: ${first.path} (${first.ticker}, ${first.dates[0]} to ${first.dates.at(-1)}): ${first.reason}. Run again with --fresh to fetch everything again; nothing was published.`,
      { stage: 'verify', transient: false },
    );
  }
  return { files: receipts.reduce((sum, receipt) => sum + receipt.files.length, 0) };
}
