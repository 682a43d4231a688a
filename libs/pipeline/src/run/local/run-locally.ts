import { isDeepStrictEqual } from 'node:util';
import { QualityGateError } from '@tickerlake/data-quality';
import { ulid } from 'ulid';
import { PipelineError } from '../../values/errors.ts';
import type { RunHistory } from '../../history/lake/run-history.ts';
import type { BarSource } from '../../ports/bar-source.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Landing } from '../../ports/landing.ts';
import type { Split, SplitStore } from '../../ports/split-store.ts';
import type { Step, StepStage } from '../../values/step.ts';
import type { DatasetRules, Warehouse } from '../../ports/warehouse.ts';
import type { RunFacts } from '../../history/run-rows.ts';
import type { InstrumentStore } from '../../ports/instrument-store.ts';
import { askingSource, confirmAbsences } from '../../instruments/confirm-absences.ts';
import { bringInstruments } from '../../instruments/bring-instruments.ts';
import type { ConfiguredInstruments } from '../../values/configured-instruments.ts';
import type { RunLedger } from '../../values/ledger.ts';
import { createLocalLedgerStore } from '../../ledger/local-ledger-store.ts';
import { recordAsks } from '../../ledger/record-asks.ts';
import type { LedgerStore } from '../../ports/ledger-store.ts';
import { createLocalInstrumentStore } from '../../instruments/local-instrument-store.ts';
import { bringSplits } from '../../splits/bring-splits.ts';
import type { Absence } from '../../values/absence.ts';
import type { Calendars } from '../../ports/calendars.ts';
import type { RunPlan } from '../../request/plan-run.ts';
import type { RunRequest } from '../../request/run-request.ts';
import { collectChunks } from '../../ingest/collect-chunks.ts';
import { runPipeline, type RunReport } from '../run-pipeline.ts';
import { foldJournals } from '../../history/local/fold-journals.ts';
import { createJournaledContext, type StepEvent } from '../drivers/journaled-context.ts';
import { createLocalLanding } from '../../ingest/landing-files/local-landing.ts';
import { createLocalSplitStore } from '../../splits/local-split-store.ts';
import { createLocalWarehouse } from './local-warehouse.ts';
import { createRunJournal, type JournaledRun, type RunJournal } from '../../history/local/run-journal.ts';
import { acquireRunLock } from '../drivers/run-lock.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

/** What one run on this machine needs. */
export interface LocalRun {
  readonly paths: StorePaths;
  readonly calendars: Calendars;
  readonly source: BarSource;
  readonly clock: Clock;
  readonly plan: RunPlan;
  readonly rules: readonly DatasetRules[];
  readonly onIncomplete?: 'stop' | 'hold-back';
  /** The configured ones. */
  readonly instruments?: ConfiguredInstruments;
  /** Whether the past of an instrument is fetched under its former tickers and stored under the present one. */
  readonly followRenames?: boolean;
  /** Where reference data is kept: by default in the store's own file. */
  readonly reference?: InstrumentStore;
  /** What was there, missing and remembered when the run was planned; nothing is known by default. */
  readonly ledger?: RunLedger | undefined;
  /** Where gaps are remembered: by default in the store's own file. */
  readonly gaps?: LedgerStore;
  readonly freshAt: Date;
  /** Where no bars are expected, as far as it is known before the run. */
  readonly absences?: readonly Absence[];
  readonly keepReleases: number;
  readonly memoryLimit?: string;
  /** Where bars land and tables are built; by default in the store's own files. The journal and the lock are always local. */
  readonly landing?: Landing;
  readonly warehouse?: Warehouse;
  /** Where splits are kept: by default in the store's own file. */
  readonly splits?: SplitStore;
  /** Splits that win over the source's of the same ticker and day. */
  readonly configuredSplits?: readonly Split[];
  /** Where the run's end is recorded in addition to the journal, for readers of a lake. */
  readonly history?: RunHistory;
  /** What the run has cost up to now, in dollars, for its history; unknown by default. */
  readonly spent?: () => number;
  /** Never resume: fetch everything again. */
  readonly fresh?: boolean;
  /** How the command was typed, shown to others that find the store locked. */
  readonly command: string;
  readonly signal: AbortSignal;
  readonly onStart?: (run: { readonly runId: string; readonly isResumed: boolean }) => void;
  readonly onStep?: (event: StepEvent) => void;
  readonly onNotice?: (text: string) => void;
}

/**
 * Runs the pipeline on one machine: takes the store's lock, resumes the same request where a killed run left it, and
 * writes every step to the journal.
 *
 * @throws {RunLockedError} when another run holds the store.
 * @throws as `runPipeline`; after a failed gate the run has ended, after any other error it can be resumed.
 * @example
 * const report = await runLocally({ paths, calendars, source, clock: systemClock, plan, rules, ... });
 */
export async function runLocally(options: LocalRun): Promise<RunReport> {
  const { paths, clock, signal } = options;
  const lock = await acquireRunLock(paths.locks, { command: options.command, now: clock.now() });
  const own = createLocalWarehouse(paths, options.calendars, {
    signal,
    ...(options.memoryLimit !== undefined && { memoryLimit: options.memoryLimit }),
  });
  const {
    landing = createLocalLanding(paths, options.calendars),
    warehouse = own,
    splits: store = createLocalSplitStore(paths),
    configuredSplits: configured = [],
    reference = createLocalInstrumentStore(paths),
    gaps = createLocalLedgerStore(paths),
    source,
  } = options;
  const known = { source, store: reference, configured: options.instruments ?? [] };
  try {
    const journal = createRunJournal(paths);
    const run = await resumeOrStart(journal, options);
    let step: Step = { stage: 'ingest' };
    const onStep = (event: StepEvent): void => {
      step = event.step;
      options.onStep?.(event);
    };
    const context = createJournaledContext({
      journal,
      run,
      clock,
      signal,
      onStep,
      isPublished: run.steps.length > 0 && (await warehouse.currentRelease())?.runId === run.runId,
      assertMayContinue: () => lock.assertHeld(),
    });
    const startedAt = new Date(run.startedAt);
    try {
      // What has been published since would be left out of a new plan.
      const plan = await context.step({ stage: 'plan' }, async () => options.plan);
      const report = await runPipeline(
        context,
        { ...options, plan, runId: run.runId, startedAt },
        {
          collect: collectChunks({ source, landing }),
          warehouse,
          ...(source.reference !== undefined && { confirm: confirmAbsences({ ...known, ask: askingSource(source) }) }),
          record: recordAsks(gaps),
          instruments: bringInstruments(known),
          splits: bringSplits({ source, warehouse, store, configured }),
        },
      );
      await journal.end(run.runId, clock.now(), report.outcome, report);
      await recordEnd(journal, run.runId, options, null);
      await fold(journal, options);
      return report;
    } catch (error) {
      if (error instanceof QualityGateError)
        await journal.end(run.runId, clock.now(), 'checks-failed', { message: error.message });
      // A run that was stopped by hand is resumed later.
      if (!signal.aborted) await recordEnd(journal, run.runId, options, { stage: stageOf(error, step), error });
      if (error instanceof QualityGateError) await fold(journal, options);
      throw error;
    }
  } finally {
    await own.close();
    await lock.release();
  }
}

/** Failing to write the history must not undo a published release. */
async function recordEnd(
  journal: RunJournal,
  runId: string,
  { history, spent, clock, onNotice }: LocalRun,
  failed: { readonly stage: string; readonly error: unknown } | null,
): Promise<void> {
  const run = history === undefined ? null : await journal.read(runId);
  if (history === undefined || run === null) return;
  const dollars = spent?.() ?? null;
  const facts: RunFacts =
    failed === null || run.outcome !== null
      ? { ...run, dollars }
      : {
          ...run,
          dollars,
          outcome: 'failed',
          endedAt: clock.now().toISOString(),
          summary: {
            stage: failed.stage,
            message: failed.error instanceof Error ? failed.error.message : String(failed.error),
          },
        };
  await history
    .record(facts)
    .catch((cause: unknown) =>
      onNotice?.(`the history of the lake lacks this run: ${cause instanceof Error ? cause.message : String(cause)}`),
    );
}

/** The journals of ended runs become history. When that fails they stay, readers see them there, and the next run tries again. */
async function fold(journal: RunJournal, { paths, onNotice }: LocalRun): Promise<void> {
  await foldJournals(paths, journal).catch((cause: unknown) =>
    onNotice?.(
      `the runs could not be added to the history: ${cause instanceof Error ? cause.message : String(cause)} The next run tries again.`,
    ),
  );
}

const stageOf = (error: unknown, lastStep: Step): StepStage =>
  error instanceof PipelineError ? error.stage : lastStep.stage;

/**
 * Whether an unfinished run of the same request is there to be resumed.
 *
 * @example
 * await hasUnfinished(storePaths('.tickerlake/polygon'), plan.request); // false
 */
export const hasUnfinished = async (paths: StorePaths, request: RunRequest): Promise<boolean> =>
  (await createRunJournal(paths).runs()).some((run) => run.outcome === null && isSameRequest(run.request, request));

/** As a journal holds it: without what is undefined. */
const isSameRequest = (journaled: RunRequest, request: RunRequest): boolean =>
  isDeepStrictEqual(journaled, JSON.parse(JSON.stringify(request)));

async function resumeOrStart(journal: RunJournal, options: LocalRun): Promise<JournaledRun> {
  const now = options.clock.now();
  // Before the new run starts: history numbers runs in this order.
  await fold(journal, options);
  const open = (await journal.runs()).filter((run) => run.outcome === null).reverse();
  const same =
    options.fresh === true ? undefined : open.find((run) => isSameRequest(run.request, options.plan.request));
  const abandoned = open.filter((run) => run !== same);
  for (const run of abandoned) await journal.end(run.runId, now, 'abandoned', null);
  if (abandoned.length > 0) await fold(journal, options);
  const run = same ?? (await journal.start(ulid(now.getTime()), now, options.plan.request));
  options.onStart?.({ runId: run.runId, isResumed: same !== undefined });
  return run;
}
