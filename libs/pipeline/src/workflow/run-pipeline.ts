import { assertGate, type QualityResult } from '@tickerlake/data-quality';
import { PipelineError } from '../errors.ts';
import type { Month } from '../month.ts';
import type { BarSource } from '../ports/bar-source.ts';
import type { LandedFile, Landing, LandingReceipt } from '../ports/landing.ts';
import type { BuildRequest, DatasetRules, Release, StagedBuild, TidyResult, Warehouse } from '../ports/warehouse.ts';
import { type Corrections, sumCorrections } from '../report.ts';
import { mapConcurrently } from './map-concurrently.ts';
import type { RunPlan } from './plan-run.ts';
import type { WorkflowContext } from './workflow-context.ts';

/** How often a run builds anew because others published meanwhile. */
const maxRounds = 3;
/** While one chunk is packed and written, the next is fetched; more would only hold more bars in memory. */
const chunksAtOnce = 2;

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
  const { staged, results, release } = await buildAndPublish(context, run, ports, receipts);
  const tidied = await context.step('tidy', () => ports.warehouse.tidy({ keepReleases: run.keepReleases }));
  return toReport(run, receipts, staged, results, release, tidied);
}

/** Builds, checks and publishes; anew when somebody else published in between, for a build must not lose what that brought. */
async function buildAndPublish(context: WorkflowContext, run: PipelineRun, ports: PipelinePorts, receipts: readonly LandingReceipt[]) {
  const { warehouse } = ports;
  const { request } = run.plan;
  for (let round = 1; round <= maxRounds; round += 1) {
    const again = round === 1 ? '' : ` again ${round - 1}`;
    const staged = await mapConcurrently(buildsOf(run.runId, receipts, warehouse.monthsPerBuild), warehouse.concurrentBuilds, (build) =>
      context.step(`stage ${spanOf(build.months)}${again}`, () => warehouse.stage(build)),
    );
    const { results, resultsPart } = await context.step(`check${again}`, () =>
      warehouse.check({ runId: run.runId, staged, ...request, rules: run.rules, freshAt: run.freshAt, checkedAt: context.now() }),
    );
    assertGate(results);
    const release = await context.step(`publish${again}`, () =>
      warehouse.publish({ ...request, runId: run.runId, quality: summarise(results) }, staged, resultsPart, context.now()),
    );
    if (release !== 'stale') return { staged, results, release };
    run.onNotice?.('something else was published since the builds were made: building again');
  }
  throw new PipelineError(`Other runs published ${maxRounds} times while this one built. Run again when they are done; nothing was published.`, {
    stage: 'publish', transient: true,
  });
}

async function ingest(context: WorkflowContext, run: PipelineRun, ports: PipelinePorts): Promise<LandingReceipt[]> {
  const receipts = await mapConcurrently(run.plan.chunks, chunksAtOnce, (chunk) =>
    context.step(`ingest ${chunk.id}`, () =>
      ports.landing.land({ runId: run.runId, startedAt: run.startedAt }, chunk, ports.source.fetchBars(chunk, run.signal)),
    ),
  );
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

/**
 * The builds of what landed: months in order, as many to a build as the warehouse takes.
 *
 * @example
 * const builds = buildsOf(runId, receipts, warehouse.monthsPerBuild);
 */
export function buildsOf(runId: string, receipts: readonly LandingReceipt[], monthsPerBuild: number): BuildRequest[] {
  const byMonth = new Map<Month, LandedFile[]>();
  for (const file of receipts.flatMap((receipt) => receipt.files)) byMonth.set(file.month, [...(byMonth.get(file.month) ?? []), file]);
  const months = [...byMonth.keys()].sort();
  const groups = Array.from({ length: Math.ceil(months.length / monthsPerBuild) }, (_, index) => months.slice(index * monthsPerBuild, (index + 1) * monthsPerBuild));
  return groups.map((group) => {
    const files = group.flatMap((month) => byMonth.get(month) ?? []);
    const landedRows = files.flatMap((file) => Object.values(file.rowsByDate)).reduce((sum, rows) => sum + rows, 0);
    return { runId, months: group, landedFiles: files.map((file) => file.path), landedRows };
  });
}

function spanOf(months: readonly Month[]): string {
  return months.length === 1 ? String(months[0]) : `${months[0]} to ${months.at(-1)}`;
}

function summarise(results: readonly QualityResult[]): Release['quality'] {
  const rules = results.flatMap((result) => result.rules);
  const passed = rules.filter((rule) => rule.status === 'pass').length;
  return { passed, warned: rules.filter((rule) => rule.status === 'warn').length, score: rules.length === 0 ? 1 : passed / rules.length };
}

function toReport(
  run: PipelineRun, receipts: readonly LandingReceipt[], staged: readonly StagedBuild[], quality: readonly QualityResult[], release: Release, tidied: TidyResult,
): RunReport {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    runId: run.runId,
    outcome: release.runId === run.runId ? 'published' : 'unchanged',
    releaseId: release.id,
    calls: sum(receipts.map((receipt) => receipt.calls)),
    fetchedBars: sum(receipts.map((receipt) => receipt.rows)),
    newBars: sum(staged.map((build) => build.newBars)),
    corrections: sumCorrections(staged.map((build) => build.corrections)),
    hours: sum(staged.map((build) => build.tables.hourly_volatility.rows)),
    months: staged.flatMap((build) => build.months),
    quality,
    tidied,
  };
}
