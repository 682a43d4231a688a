import { assertGate, type QualityResult } from '@tickerlake/data-quality';
import { PipelineError } from '../errors.ts';
import type { Month } from '../month.ts';
import type { BarSource } from '../ports/bar-source.ts';
import type { Landing, LandingReceipt } from '../ports/landing.ts';
import type { DatasetRules, Release, StagedPeriod, TidyResult, Warehouse } from '../ports/warehouse.ts';
import { type Corrections, sumCorrections } from '../report.ts';
import { mapConcurrently } from './map-concurrently.ts';
import type { RunPlan } from './plan-run.ts';
import type { WorkflowContext } from './workflow-context.ts';

/** The resources of a run, chosen by the app. */
export interface PipelinePorts {
  readonly source: BarSource;
  readonly landing: Landing;
  readonly warehouse: Warehouse;
}

/** What a run does. */
export interface PipelineRun {
  readonly runId: string;
  readonly startedAt: Date;
  readonly plan: RunPlan;
  readonly rules: readonly DatasetRules[];
  /** Freshness is measured from here: the close of the last session that the range asks for. */
  readonly freshAt: Date;
  readonly keepReleases: number;
  readonly signal: AbortSignal;
  /** Told what deserves attention but stops nothing. */
  readonly onNotice?: (text: string) => void;
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
  readonly hours: number;
  readonly months: readonly Month[];
  readonly quality: readonly QualityResult[];
  readonly tidied: TidyResult;
}

/**
 * The whole way of the data, as plain code over named steps: ingest, verify, stage, check, publish, tidy. Any engine
 * that remembers steps can drive it; each step may run again after a crash.
 *
 * @throws {QualityGateError} when a rule of severity error failed or could not be evaluated: nothing is published.
 * @throws {PipelineError} when landed files differ from what was fetched, or nothing was fetched.
 * @throws the source's own errors.
 * @example
 * const report = await runPipeline(context, run, { source, landing, warehouse });
 */
export async function runPipeline(context: WorkflowContext, run: PipelineRun, ports: PipelinePorts): Promise<RunReport> {
  const receipts = await ingest(context, run, ports);
  await context.step('verify', () => verify(ports.landing, receipts));
  const staged = await mapConcurrently(filesByMonth(receipts), ports.warehouse.concurrentBuilds, ([month, landedFiles]) =>
    context.step(`stage ${month}`, () => ports.warehouse.stage({ runId: run.runId, month, landedFiles })),
  );
  const { request } = run.plan;
  const checked = await context.step('check', () =>
    ports.warehouse.check({ runId: run.runId, staged, ...request, rules: run.rules, freshAt: run.freshAt, checkedAt: context.now() }),
  );
  assertGate(checked.results);
  const release = await context.step('publish', () =>
    ports.warehouse.publish({ ...request, runId: run.runId, quality: summarise(checked.results) }, staged, checked.resultsFile, context.now()),
  );
  const tidied = await context.step('tidy', () => ports.warehouse.tidy({ keepReleases: run.keepReleases }));
  return toReport(run, receipts, staged, checked.results, release, tidied);
}

async function ingest(context: WorkflowContext, run: PipelineRun, ports: PipelinePorts): Promise<LandingReceipt[]> {
  const receipts: LandingReceipt[] = [];
  for (const chunk of run.plan.chunks) {
    receipts.push(
      await context.step(`ingest ${chunk.id}`, () =>
        ports.landing.land({ runId: run.runId, startedAt: run.startedAt }, chunk, ports.source.fetchBars(chunk, run.signal)),
      ),
    );
  }
  if (receipts.every((receipt) => receipt.rows === 0)) {
    const { tickers, from, to } = run.plan.request;
    throw new PipelineError(
      `The source has no bars of ${tickers.join(', ')} between ${from} and ${to}: check the tickers and the dates. Nothing was published.`,
      { stage: 'ingest', transient: false },
    );
  }
  for (const ticker of silentTickers(receipts)) {
    run.onNotice?.(`the source has no bars of ${ticker} in this range: is the ticker right, or was it not traded then?`);
  }
  return receipts;
}

function silentTickers(receipts: readonly LandingReceipt[]): string[] {
  const heard = new Set(receipts.filter((receipt) => receipt.rows > 0).map((receipt) => receipt.ticker));
  return [...new Set(receipts.map((receipt) => receipt.ticker))].filter((ticker) => !heard.has(ticker));
}

async function verify(landing: Landing, receipts: readonly LandingReceipt[]): Promise<{ files: number }> {
  const mismatches = await landing.verify(receipts);
  const [first] = mismatches;
  if (first !== undefined) {
    throw new PipelineError(
      `${mismatches.length} landed file(s) are not what was fetched. First: ${first.path} (${first.ticker}, ${first.dates[0]} to ${first.dates.at(-1)}): ${first.reason}. Run again with --fresh to fetch anew; nothing was published.`,
      { stage: 'verify', transient: false },
    );
  }
  return { files: receipts.reduce((sum, receipt) => sum + receipt.files.length, 0) };
}

function filesByMonth(receipts: readonly LandingReceipt[]): [Month, string[]][] {
  const months = new Map<Month, string[]>();
  for (const file of receipts.flatMap((receipt) => receipt.files)) months.set(file.month, [...(months.get(file.month) ?? []), file.path]);
  return [...months].sort(([a], [b]) => (a < b ? -1 : 1));
}

function summarise(results: readonly QualityResult[]): Release['quality'] {
  const rules = results.flatMap((result) => result.rules);
  const passed = rules.filter((rule) => rule.status === 'pass').length;
  return { passed, warned: rules.filter((rule) => rule.status === 'warn').length, score: rules.length === 0 ? 1 : passed / rules.length };
}

function toReport(
  run: PipelineRun, receipts: readonly LandingReceipt[], staged: readonly StagedPeriod[], quality: readonly QualityResult[], release: Release, tidied: TidyResult,
): RunReport {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    runId: run.runId,
    outcome: release.runId === run.runId ? 'published' : 'unchanged',
    releaseId: release.id,
    calls: sum(receipts.map((receipt) => receipt.calls)),
    fetchedBars: sum(receipts.map((receipt) => receipt.rows)),
    newBars: sum(staged.map((period) => period.newBars)),
    corrections: sumCorrections(staged.map((period) => period.corrections)),
    hours: sum(staged.map((period) => period.tables.hourly_volatility.rows)),
    months: staged.map((period) => period.month),
    quality,
    tidied,
  };
}
