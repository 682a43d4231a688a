import type { QualityResult } from '@tickerlake/data-quality';
import { hourlyVolatilityTable } from '@tickerlake/record-schema';
import { type BarFindings, findingsText, sumFindings } from '../values/bar-findings.ts';
import { boundedList } from '../values/bounded-list.ts';
import { PipelineError } from '../values/errors.ts';
import { partOf } from '../ports/part-of.ts';
import type { Month } from '../values/month.ts';
import type { StagedBuild, TidyResult, Warehouse } from '../ports/warehouse.ts';
import { type Corrections, sumCorrections } from '../values/corrections.ts';
import type { BringSplits } from '../splits/bring-splits.ts';
import type { Collect, Collected } from '../ingest/collect.ts';
import type { PipelineRun } from '../request/pipeline-run.ts';
import { type HeldBack, heldBackText } from '../values/held-back.ts';
import type { BringInstruments, BroughtInstruments } from '../instruments/bring-instruments.ts';
import { type ConfirmAbsences, withConfirmed } from '../instruments/confirm-absences.ts';
import { barsOf, mayBeEmpty, withMissing } from '../ledger/answered-run.ts';
import type { RecordAsks } from '../ledger/record-asks.ts';
import { fromConfiguration } from '../values/configured-instruments.ts';
import { settleInstruments } from '../instruments/settle-instruments.ts';
import { withLives } from '../instruments/with-lives.ts';
import { buildAndPublish, type Published } from './build-and-publish.ts';
import { closureNotices } from './closure-notices.ts';
import type { WorkflowContext } from '../ports/workflow-context.ts';

/** The resources of a run, chosen by the app. */
export interface PipelinePorts {
  /** How bars come from the source into the landing. */
  readonly collect: Collect;
  readonly warehouse: Warehouse;
  /** How reference data is fetched; by default only the configured and the built-in instruments are known. */
  readonly instruments?: BringInstruments;
  /** How sessions without bars are explained; not at all by default. */
  readonly confirm?: ConfirmAbsences;
  /** How gaps are remembered; not at all by default. */
  readonly record?: RecordAsks;
  /** How splits are fetched; not at all by default. */
  readonly splits?: BringSplits;
}

/** What a finished run did. */
export interface RunReport {
  readonly runId: string;
  readonly outcome: 'published' | 'unchanged';
  readonly releaseId: number;
  readonly calls: number;
  readonly fetchedBars: number;
  readonly newBars: number;
  readonly corrections: Corrections;
  /** What was odd about the bars that came. */
  readonly findings: BarFindings;
  /** Tickers whose new bars are not published, and why. */
  readonly heldBack: readonly HeldBack[];
  readonly hours: number;
  readonly months: readonly Month[];
  readonly quality: readonly QualityResult[];
  readonly tidied: TidyResult;
}

/**
 * The whole run, as plain code over steps: ingest and verify, splits, stage, check, publish, tidy. Any engine
 * that remembers steps can drive it; each step may run again after a crash.
 *
 * @throws {QualityGateError} when a rule of severity error failed or could not be evaluated: nothing is published.
 * @throws {PipelineError} when landed files differ from what was fetched, or nothing was fetched.
 * @throws the source's own errors.
 * @example
 * const report = await runPipeline(context, run, { collect: collectChunks({ source, landing }), warehouse });
 */
export async function runPipeline(
  context: WorkflowContext,
  given: PipelineRun,
  ports: PipelinePorts,
): Promise<RunReport> {
  const reference = await ports.instruments?.(context, given);
  const { run: bounded, notices } = boundedRun(given, reference);
  for (const text of [...(reference?.notices ?? []), ...notices]) given.onNotice?.(text);
  const collected = await ports.collect(context, bounded);
  assertAnyRows(bounded, collected);
  const bars = barsOf(bounded, collected.rowsByTicker);
  const confirmed = await ports.confirm?.(context, bounded, bars);
  for (const text of confirmed?.notices ?? []) given.onNotice?.(text);
  const expecting = withConfirmed(bounded, confirmed ?? { absences: [] });
  await ports.record?.(context, expecting, {
    rows: collected.rowsByTicker,
    refused: collected.refused.map(({ ticker }) => ticker),
  });
  const run = withMissing(expecting, bars);
  const tickersWithoutBars = collected.tickersWithoutBars.filter((ticker) => bars[ticker] === undefined);
  if (tickersWithoutBars.length > 0)
    run.onNotice?.(
      `the source has no bars of ${boundedList(tickersWithoutBars)} in this range: check the ticker, and whether it was traded then`,
    );
  for (const text of closureNotices(bounded, bars)) run.onNotice?.(text);
  const splits = await ports.splits?.(context, run);
  for (const notice of splits?.notices ?? []) run.onNotice?.(notice);
  for (const text of heldBackText(collected.refused)) run.onNotice?.(text);
  const calls = collected.calls + (splits?.calls ?? 0) + (reference?.calls ?? 0) + (confirmed?.calls ?? 0);
  const current = collected.rows === 0 ? await ports.warehouse.currentRelease() : null;
  if (current !== null)
    return toReport(
      run,
      { ...collected, calls },
      { staged: [], results: [], release: current, heldBack: collected.refused },
      { releases: [], files: 0, bytes: 0 },
    );
  const published = await buildAndPublish(context, run, ports.warehouse, collected).catch((error: unknown) => {
    // There will be no report to list them.
    for (const text of findingsText(collected.findings)) run.onNotice?.(text.trim());
    throw error;
  });
  const tidied = await context.step({ stage: 'tidy' }, () => ports.warehouse.tidy({ keepReleases: run.keepReleases }));
  for (const reason of tidied.kept ?? []) run.onNotice?.(reason);
  return toReport(run, { ...collected, calls }, published, tidied);
}

/** The run, bounded by the lives of its tickers. */
function boundedRun(
  run: PipelineRun,
  reference: BroughtInstruments | undefined,
): { readonly run: PipelineRun; readonly notices: readonly string[] } {
  const configured = run.instruments ?? [];
  const instruments =
    reference?.instruments ?? settleInstruments({ configured: fromConfiguration(configured), fromSource: [] });
  const { plan, absences, notices } = withLives(run.plan, {
    instruments,
    halts: configured,
    known: run.absences ?? [],
    calendars: run.calendars,
    followRenames: run.followRenames ?? false,
  });
  return { run: { ...run, plan, absences }, notices };
}

function assertAnyRows(run: PipelineRun, { rows, refused }: Collected): void {
  if (rows > 0 || mayBeEmpty(run)) return;
  const reasons = heldBackText(refused);
  if (reasons.length > 0)
    throw new PipelineError(`Nothing could be fetched. ${reasons.join(' ')} Nothing was published.`, {
      stage: 'ingest',
      transient: false,
    });
  const { tickers, from, to } = run.plan.request;
  throw new PipelineError(
    `The source has no bars of ${boundedList(tickers)} between ${from} and ${to}: check the tickers and the dates. Nothing was published.`,
    { stage: 'ingest', transient: false },
  );
}

function toReport(
  run: PipelineRun,
  collected: Collected,
  { staged, results: quality, release, heldBack }: Published,
  tidied: TidyResult,
): RunReport {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    runId: run.runId,
    outcome: release.runId === run.runId ? 'published' : 'unchanged',
    releaseId: release.id,
    calls: collected.calls,
    fetchedBars: collected.rows,
    newBars: sum(staged.map((build) => build.newBars)),
    corrections: sumCorrections(staged.map((build) => build.corrections)),
    findings: findingsOf(collected, staged),
    heldBack,
    hours: sum(staged.map((build) => partOf(build, hourlyVolatilityTable).rows)),
    months: staged.flatMap((build) => build.months),
    quality,
    tidied,
  };
}

/** A build refuses a bar that one run delivered twice with different values, the same fetch time and the same number of trades. */
function findingsOf({ findings }: Collected, staged: readonly StagedBuild[]): BarFindings {
  const refusedBars = staged.reduce((sum, build) => sum + (build.refusedBars ?? 0), 0);
  return refusedBars === 0 ? findings : sumFindings([findings, { ...sumFindings([]), refusedBars }]);
}
