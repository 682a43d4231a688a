import { countText } from '@tickerlake/data-quality';
import { isPolygonError, type SkippedSplit } from '@tickerlake/polygon-client';
import { assetClassOf } from '@tickerlake/record-schema';
import { boundedList } from '../values/bounded-list.ts';
import { StoreError } from '../values/errors.ts';
import type { BarSource } from '../ports/bar-source.ts';
import type { SplitsRequest, SourceSplit, Split, SplitStore } from '../ports/split-store.ts';
import type { Release, Warehouse } from '../ports/warehouse.ts';
import type { PipelineRun } from '../request/pipeline-run.ts';
import type { RunRequest } from '../request/run-request.ts';
import type { WorkflowContext } from '../ports/workflow-context.ts';
import { settleSplits } from './settle-splits.ts';

/** What was done about splits: calls of the source, and what deserves attention. */
export interface BroughtSplits {
  readonly calls: number;
  readonly notices: readonly string[];
}

/** Fetches the splits of a run's tickers into the store. No bar depends on them: a failure is only a notice. */
export type BringSplits = (context: WorkflowContext, run: PipelineRun) => Promise<BroughtSplits>;

/** Where splits come from, and where they are kept. */
export interface SplitPorts {
  readonly store: SplitStore;
  /** The configured ones. */
  readonly configured: readonly Split[];
}

/** A source's answer; null when it has no splits or could not return them: then `notice` says why. */
export interface SplitAnswer {
  readonly splits: readonly SourceSplit[] | null;
  readonly notice: string | null;
  readonly calls: number;
  /** Rows that cannot be read: known splits of their ticker and day are kept. */
  readonly skipped?: readonly SkippedSplit[];
}

/**
 * Fetches splits in one remembered step: those of all tickers that are published or requested, from the first day that was ever
 * requested to the day of the run, because later splits matter for adjusted views. A damaged store of splits is a notice, too, and
 * stays unchanged.
 *
 * @example
 * const report = await runPipeline(context, run, { collect, warehouse, splits: bringSplits({ source, store, configured: [], warehouse }) });
 */
export function bringSplits(
  ports: SplitPorts & { readonly source: BarSource; readonly warehouse: Pick<Warehouse, 'currentRelease'> },
): BringSplits {
  const { source, warehouse } = ports;
  return (context, run) =>
    context.step({ stage: 'splits' }, async () => {
      const release = await warehouse.currentRelease();
      try {
        const asked = await splitsToRequest(ports.store, release, run.plan.request, context.now());
        return await keepSplits(ports, run.plan.request, asked, await requestSplits(source, asked, run.signal));
      } catch (error) {
        if (!(error instanceof StoreError) || error.transient) throw error;
        return { calls: 0, notices: [error.message] };
      }
    });
}

/**
 * Which splits a run requests: those of all published and requested stocks, since the first day that was ever requested.
 *
 * @example
 * const asked = await splitsToRequest(store, release, plan.request, clock.now());
 */
export async function splitsToRequest(
  store: SplitStore,
  release: Release | null,
  request: Pick<RunRequest, 'tickers' | 'from'>,
  now: Date,
): Promise<SplitsRequest> {
  const { known } = await store.open();
  const [from = request.from] = [request.from, release?.from, known?.since].filter((date) => date !== undefined).sort();
  const tickers = [...new Set([...request.tickers, ...Object.keys(release?.newestDates ?? {})])];
  return {
    from,
    to: now.toISOString().slice(0, 10),
    tickers: tickers.filter((ticker) => assetClassOf(ticker) === 'stock'),
  };
}

/**
 * Puts an answer into the store.
 *
 * @throws {StoreError} when the store is damaged, or another run replaced it meanwhile.
 * @example
 * const { notices } = await keepSplits({ store, configured: [] }, plan.request, asked, toSplitAnswer(told));
 */
export async function keepSplits(
  { store, configured }: SplitPorts,
  request: Pick<RunRequest, 'source'>,
  asked: SplitsRequest,
  answer: SplitAnswer,
): Promise<BroughtSplits> {
  const opened = await store.open();
  const { next, notices } = settleSplits({
    known: opened.known,
    asked,
    answer: answer.splits,
    source: request.source,
    configured,
    skipped: answer.skipped ?? [],
  });
  if (JSON.stringify(next) !== JSON.stringify(opened.known)) await opened.replace(next);
  return { calls: answer.calls, notices: answer.notice === null ? notices : [answer.notice, ...notices] };
}

async function requestSplits(source: BarSource, asked: SplitsRequest, signal: AbortSignal): Promise<SplitAnswer> {
  if (source.fetchSplits === undefined || asked.tickers.length === 0) return { splits: null, notice: null, calls: 0 };
  const skipped: SkippedSplit[] = [];
  try {
    const rows = await source.fetchSplits(asked, signal, (row) => skipped.push(row));
    return toSplitAnswer({ rows, skipped });
  } catch (error) {
    if (!isPolygonError(error)) throw error;
    return { splits: null, notice: toNotice(error), calls: 1 };
  }
}

/**
 * The answer of a source that returned its splits: rows that cannot be read are left out, and named.
 *
 * @example
 * toSplitAnswer({ rows: [], skipped: [] }).notice; // null
 */
export const toSplitAnswer = ({
  rows,
  skipped,
}: {
  readonly rows: readonly SourceSplit[];
  readonly skipped: readonly SkippedSplit[];
}): SplitAnswer => ({ splits: rows, notice: skippedNotice(skipped), calls: 1, skipped });

function skippedNotice(skipped: readonly SkippedSplit[]): string | null {
  if (skipped.length === 0) return null;
  const rows = skipped.map(
    ({ ticker, executionDate, message }) =>
      `${ticker ?? 'a row without a ticker'} of ${executionDate ?? 'no date'} (${message})`,
  );
  return `${countText(skipped.length, 'split')} of the source cannot be read and ${skipped.length === 1 ? 'is' : 'are'} left out: ${boundedList(rows)}. Name what matters in "splits" of tickerlake.config.json.`;
}

/** The notice about splits that could not be fetched: bars are published without them. */
function toNotice(error: Error & { readonly code: string }): string {
  const next =
    error.code === 'entitlement'
      ? 'Name those that matter in "splits" of tickerlake.config.json.'
      : 'The next run tries again.';
  return `the splits could not be fetched, so the known ones stay: the night of an unknown split looks like a jump. ${next} ${error.message}`;
}
