import { assertGate, countRules, type QualityResult } from '@tickerlake/data-quality';
import { hourlyVolatilityTable } from '@tickerlake/record-schema';
import { type BarFindings, findingsText, sumFindings } from '../values/bar-findings.ts';
import { boundedList } from '../values/bounded-list.ts';
import { PipelineError } from '../values/errors.ts';
import { partOf } from '../ports/part-of.ts';
import type { Month } from '../values/month.ts';
import type { BuildRequest, Release, StagedBuild, TablePart, TidyResult, Warehouse } from '../ports/warehouse.ts';
import { type Corrections, sumCorrections } from '../values/corrections.ts';
import type { BringSplits } from '../splits/bring-splits.ts';
import type { LandedPart } from '../ports/landing.ts';
import type { Collect, Collected } from '../ingest/collect.ts';
import { mapConcurrently } from '../ingest/map-concurrently.ts';
import type { PipelineRun } from '../request/pipeline-run.ts';
import { closureNotices } from './closure-notices.ts';
import type { WorkflowContext } from '../ports/workflow-context.ts';

/** How many times a run rebuilds, because another run published meanwhile, before it fails. */
const maxRounds = 3;

/** The resources of a run, chosen by the app. */
export interface PipelinePorts {
  /** How bars come from the source into the landing. */
  readonly collect: Collect;
  readonly warehouse: Warehouse;
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
  run: PipelineRun,
  ports: PipelinePorts,
): Promise<RunReport> {
  const collected = await ports.collect(context, run);
  assertAnyRows(run, collected);
  const { tickersWithoutBars } = collected;
  if (tickersWithoutBars.length > 0)
    run.onNotice?.(
      `the source has no bars of ${boundedList(tickersWithoutBars)} in this range: check the ticker, and whether it was traded then`,
    );
  for (const text of closureNotices(run, collected.dates)) run.onNotice?.(text);
  const splits = await ports.splits?.(context, run);
  for (const notice of splits?.notices ?? []) run.onNotice?.(notice);
  const { staged, results, release } = await buildAndPublish(context, run, ports.warehouse, collected).catch(
    (error: unknown) => {
      // There will be no report to list them.
      for (const text of findingsText(collected.findings)) run.onNotice?.(text.trim());
      throw error;
    },
  );
  const tidied = await context.step({ stage: 'tidy' }, () => ports.warehouse.tidy({ keepReleases: run.keepReleases }));
  for (const reason of tidied.kept ?? []) run.onNotice?.(reason);
  return toReport(
    run,
    { ...collected, calls: collected.calls + (splits?.calls ?? 0) },
    staged,
    results,
    release,
    tidied,
  );
}

function assertAnyRows({ plan }: PipelineRun, { rows }: Collected): void {
  if (rows > 0) return;
  const { tickers, from, to } = plan.request;
  throw new PipelineError(
    `The source has no bars of ${boundedList(tickers)} between ${from} and ${to}: check the tickers and the dates. Nothing was published.`,
    { stage: 'ingest', transient: false },
  );
}

/** Builds, checks and publishes; builds again if another run published in between, so that none of its bars are lost. */
async function buildAndPublish(
  context: WorkflowContext,
  run: PipelineRun,
  warehouse: Warehouse,
  { parts, isLandedAgain = false }: Collected,
) {
  const { request } = run.plan;
  let isBuiltAgain = isLandedAgain;
  const areIntact = async (made: readonly TablePart[]): Promise<boolean> =>
    !isBuiltAgain && ((await warehouse.isIntact?.(made)) ?? true);
  for (let round = 1; round <= maxRounds; round += 1) {
    const staged = await mapConcurrently(
      buildsOf(run.runId, parts, warehouse.monthsPerBuild),
      warehouse.concurrentBuilds,
      (build) =>
        context.step(
          { stage: 'stage', part: spanOf(build.months), round },
          () => warehouse.stage(build),
          async ({ tables }) => {
            const holds = await areIntact(Object.values(tables));
            isBuiltAgain ||= !holds;
            return holds;
          },
        ),
    );
    // Remembered: a check that is made again after a crash has to be the same check.
    const checkedAt = await context.step({ stage: 'check', part: 'time', round }, async () =>
      context.now().toISOString(),
    );
    const { results, resultsPart } = await context.step(
      { stage: 'check', round },
      () =>
        warehouse.check({
          runId: run.runId,
          staged,
          ...request,
          absences: run.absences ?? [],
          rules: run.rules,
          freshAt: run.freshAt,
          checkedAt: new Date(checkedAt),
        }),
      ({ resultsPart: part }) => areIntact([part]),
    );
    assertGate(results);
    const release = await context.step({ stage: 'publish', round }, () =>
      warehouse.publish(
        { ...request, absences: run.absences ?? [], runId: run.runId, quality: summarise(results) },
        staged,
        resultsPart,
        context.now(),
      ),
    );
    if (release !== 'stale') return { staged, results, release };
    run.onNotice?.('something else was published since the builds were made: building again');
  }
  throw new PipelineError(
    `Other runs published ${maxRounds} times while this one built. Run again when they are done; nothing was published.`,
    {
      stage: 'publish',
      transient: true,
    },
  );
}

/**
 * The builds of what landed: months in order, as many to a build as the warehouse takes.
 *
 * @example
 * const builds = buildsOf(runId, parts, warehouse.monthsPerBuild);
 */
export function buildsOf(runId: string, parts: readonly LandedPart[], monthsPerBuild: number): BuildRequest[] {
  const months = [...new Set(parts.flatMap((part) => Object.keys(part.rowsByMonth)))].sort();
  const groups = Array.from({ length: Math.ceil(months.length / monthsPerBuild) }, (_, index) =>
    months.slice(index * monthsPerBuild, (index + 1) * monthsPerBuild),
  );
  return groups.map((group) => {
    const rowsOf = ({ rowsByMonth }: LandedPart): number =>
      group.reduce((sum, month) => sum + (rowsByMonth[month] ?? 0), 0);
    const read = parts.filter((part) => rowsOf(part) > 0);
    return {
      runId,
      months: group,
      landedFiles: read.map((part) => part.path),
      landed: read,
      landedRows: read.reduce((sum, part) => sum + rowsOf(part), 0),
    };
  });
}

function spanOf(months: readonly Month[]): string {
  return months.length === 1 ? String(months[0]) : `${months[0]} to ${months.at(-1)}`;
}

/**
 * What a release records of its checks.
 *
 * @example
 * summarise(results); // { passed: 12, warned: 1, notEvaluated: 0, score: 0.92 }
 */
export function summarise(results: readonly QualityResult[]): Release['quality'] {
  const { passed, warned, notEvaluated, score } = countRules(results);
  return { passed, warned, notEvaluated, score };
}

function toReport(
  run: PipelineRun,
  collected: Collected,
  staged: readonly StagedBuild[],
  quality: readonly QualityResult[],
  release: Release,
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
