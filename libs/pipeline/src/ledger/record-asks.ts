import type { TradingDate } from '@tickerlake/market-calendar';
import type { LedgerStore } from '../ports/ledger-store.ts';
import type { WorkflowContext } from '../ports/workflow-context.ts';
import type { PipelineRun } from '../request/pipeline-run.ts';
import { StoreError } from '../values/errors.ts';
import { sourceNamed } from '../sources/sources.ts';
import type { RememberedGap } from '../values/remembered-gap.ts';
import { afterAsking } from './after-asking.ts';

/** What came, for the ledger. */
export interface Answers {
  readonly rows: Readonly<Record<string, Readonly<Record<TradingDate, number>>>>;
  readonly refused: readonly string[];
}

/** Remembers what a run asked for in vain. A failure is only a notice: the next run asks again. */
export type RecordAsks = (context: WorkflowContext, run: PipelineRun, answers: Answers) => Promise<void>;

/**
 * Remembers in one step, before anything is built: a run that its checks stop has asked, too. Of a source whose
 * answers do not confirm that bars are missing, nothing is remembered.
 *
 * @param isUnread whether earlier gaps were not read: then a run that got everything skips this step.
 * @example
 * const report = await runPipeline(context, run, { collect, warehouse, record: recordAsks(store) });
 */
export function recordAsks(store: LedgerStore, isUnread = false): RecordAsks {
  return async (context, run, { rows, refused }) => {
    const { request, chunks } = run.plan;
    if (!sourceNamed(request.source).confirmsEmpty) return;
    const after = (known: readonly RememberedGap[], at: Date): RememberedGap[] =>
      afterAsking(known, {
        runId: run.runId,
        at,
        barMs: request.barMs,
        calendars: run.calendars,
        chunks,
        rows,
        bars: run.ledger?.bars ?? {},
        refused,
        absences: run.absences ?? [],
        gaps: run.ledger?.gaps ?? [],
      });
    if (isUnread && after([], run.startedAt).length === 0) return;
    const { notice } = await context.step({ stage: 'history', part: 'ledger' }, async () => {
      try {
        const { known, replace } = await store.open();
        const next = after(known ?? [], context.now());
        if (JSON.stringify(next) !== JSON.stringify(known ?? [])) await replace(next);
        return { notice: null };
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        return { notice: `what was asked for in vain is not remembered: ${error.message}` };
      }
    });
    if (notice !== null) run.onNotice?.(notice);
  };
}
