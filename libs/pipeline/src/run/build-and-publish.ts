import { assertGate, countRules, QualityGateError, type QualityResult } from '@tickerlake/data-quality';
import { calendarIdOf } from '@tickerlake/record-schema';
import { mapConcurrently } from '../storage/map-concurrently.ts';
import type { Collected } from '../ingest/collect.ts';
import { sourceNamed } from '../sources/sources.ts';
import type { LandedPart } from '../ports/landing.ts';
import type { BuildRequest, CandidateCheck, Release, StagedBuild, TablePart, Warehouse } from '../ports/warehouse.ts';
import type { WorkflowContext } from '../ports/workflow-context.ts';
import type { PipelineRun } from '../request/pipeline-run.ts';
import { reasonOn } from '../values/absence.ts';
import { PipelineError } from '../values/errors.ts';
import type { HeldBack } from '../values/held-back.ts';
import { type Month, monthOf } from '../values/month.ts';
import { findFailing } from './find-failing.ts';

/** How many times a run rebuilds, because another run published meanwhile, before it fails. */
const maxStale = 3;

/** What was published. */
export interface Published {
  readonly staged: readonly StagedBuild[];
  readonly results: readonly QualityResult[];
  readonly release: Release;
  readonly heldBack: readonly HeldBack[];
}

/**
 * Builds, checks and publishes; builds again if another run published in between, so that none of its bars are lost. When
 * the run holds back what fails, the failing tickers are found, left out, and the rest is built and checked again.
 *
 * @throws {QualityGateError} when a rule failed and stops the run, or every ticker fails.
 * @throws {PipelineError} when other runs keep publishing.
 * @example
 * const { release, heldBack } = await buildAndPublish(context, run, warehouse, collected);
 */
export async function buildAndPublish(
  context: WorkflowContext,
  run: PipelineRun,
  warehouse: Warehouse,
  { parts, refused, isLandedAgain = false }: Collected,
): Promise<Published> {
  const { request } = run.plan;
  const heldBack: HeldBack[] = [...refused];
  let isBuiltAgain = isLandedAgain;
  let stale = 0;
  const areIntact = async (made: readonly TablePart[]): Promise<boolean> =>
    !isBuiltAgain && ((await warehouse.isIntact?.(made)) ?? true);
  for (let round = 1; stale < maxStale; round += 1) {
    const withoutTickers = heldBack.map(({ ticker }) => ticker);
    const months = new Set(parts.flatMap(({ rowsByMonth }) => Object.keys(rowsByMonth)));
    const tickers = request.tickers.filter(
      (ticker) => !withoutTickers.includes(ticker) && isExpected(run, ticker, months),
    );
    const staged = await mapConcurrently(
      buildsOf(
        run.runId,
        parts.filter(({ ticker }) => ticker === undefined || !withoutTickers.includes(ticker)),
        warehouse.monthsPerBuild,
      ),
      warehouse.concurrentBuilds,
      (build) =>
        context.step(
          { stage: 'stage', part: spanOf(build.months), round },
          () =>
            warehouse.stage({
              ...build,
              withoutTickers,
              ...(sourceNamed(request.source).isRecording && { isPartial: true }),
            }),
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
    const candidate: CandidateCheck = {
      ...request,
      runId: run.runId,
      staged,
      tickers,
      withoutTickers,
      absences: run.absences ?? [],
      rules: run.rules,
      freshAt: run.freshAt,
      checkedAt: new Date(checkedAt),
    };
    const { results, resultsPart } = await context.step(
      { stage: 'check', round },
      () => warehouse.check(candidate),
      ({ resultsPart: part }) => areIntact([part]),
    );
    const failing = await failingTickers(context, run, warehouse, { candidate, results, round });
    if (failing.length > 0) {
      heldBack.push(...failing);
      continue;
    }
    const release = await context.step({ stage: 'publish', round }, () =>
      warehouse.publish(
        { ...request, absences: candidate.absences ?? [], heldBack, runId: run.runId, quality: summarise(results) },
        staged,
        resultsPart,
        context.now(),
      ),
    );
    if (release !== 'stale') return { staged, results, release, heldBack };
    stale += 1;
    run.onNotice?.('something else was published since the builds were made: building again');
  }
  throw new PipelineError(
    `Other runs published ${maxStale} times while this one built. Run again when they are done; nothing was published.`,
    { stage: 'publish', transient: true },
  );
}

/** Whether any bar of the ticker is expected in the months that are built: of one that was delisted before them, none is. */
function isExpected(
  { plan, calendars, absences = [] }: PipelineRun,
  ticker: string,
  months: ReadonlySet<Month>,
): boolean {
  return calendars[calendarIdOf(ticker)]
    .sessions(plan.request.from, plan.request.to)
    .some(({ tradingDate }) => months.has(monthOf(tradingDate)) && reasonOn(absences, ticker, tradingDate) === null);
}

/** None when the rules pass; otherwise those to hold back, if the run does that and others are left. */
async function failingTickers(
  context: WorkflowContext,
  run: PipelineRun,
  warehouse: Warehouse,
  checked: {
    readonly candidate: CandidateCheck;
    readonly results: readonly QualityResult[];
    readonly round: number;
  },
): Promise<HeldBack[]> {
  const { candidate, results, round } = checked;
  try {
    assertGate(results);
    return [];
  } catch (error) {
    if (!(error instanceof QualityGateError) || run.onIncomplete !== 'hold-back') throw error;
    const failing = await context.step({ stage: 'check', part: 'tickers', round }, () =>
      findFailing(candidate.tickers, async (tickers) => {
        const others = candidate.tickers.filter((ticker) => !tickers.includes(ticker));
        const without = [...(candidate.withoutTickers ?? []), ...others];
        return (await warehouse.check({ ...candidate, tickers, withoutTickers: without })).results;
      }),
    );
    if (failing.length === 0 || failing.length === candidate.tickers.length) throw error;
    return failing;
  }
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
