import { mkdir } from 'node:fs/promises';
import { type AskedRange, RequestError } from '@tickerlake/pipeline';
import { actualCost, assertBudget, estimateRun, planWorkload } from '@tickerlake/pipeline/aws';
import { assertFiles, createReleaseStore, runLocally, type StorePaths } from '@tickerlake/pipeline/local';
import { rememberSource } from '../../composition/create-source.ts';
import { toJsonText } from '../../output/json.ts';
import { inWords } from '../../output/in-words.ts';
import { createProgress } from './progress.ts';
import { rulesExitCode } from '../../exit/rules-exit-code.ts';
import { runReportText } from './run-report-text.ts';
import { prepareRun, type PreparedRun } from '../../composition/prepare-run.ts';
import { readQualityFiles } from '../../composition/quality-files.ts';
import { estimateDuration } from './run-duration.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { CommandContext, ExitCode } from '../../composition/command-context.ts';

/** Options of `run`, `backfill` and `start`. */
export interface RunOptions extends CommonOptions, AskedRange {
  /** Do not resume a killed run. */
  readonly fresh?: boolean;
}

/**
 * `tickerlake run`: fetch, verify, stage, check, publish. A killed run of the same request goes on where it was.
 *
 * @returns 0 when the release is published, 4 when it is and some rules were not evaluated.
 * @throws {QualityGateError} when checks fail (exit code 3), and the errors of `runLocally`.
 * @example
 * await run({ source: 'simulated' }, context); // 0
 */
export async function run(options: RunOptions, context: CommandContext): Promise<ExitCode> {
  return execute(await prepareRun(options, context), options, context);
}

/**
 * `tickerlake backfill`: a run over a long range, two years back by default, which is what the free plan holds.
 *
 * @example
 * await backfill({ from: '2024-11-25' }, context); // 0
 */
export async function backfill(options: RunOptions, context: CommandContext): Promise<ExitCode> {
  const prepared = await prepareRun({ ...options, from: options.from ?? twoYearsAgo(context.clock.now()) }, context);
  const { totalMs } = estimateDuration(prepared.plan, prepared.calendars, prepared.source.name);
  context.streams.err(
    `${prepared.plan.calls} calls, about ${inWords(totalMs)}. Safe to stop with Ctrl-C: run the same command to resume.\n`,
  );
  return execute(prepared, options, context);
}

/** A day inside the vendor's two years, which it may count from the present hour. */
function twoYearsAgo(now: Date): string {
  const first = new Date(Date.UTC(now.getUTCFullYear() - 2, now.getUTCMonth(), now.getUTCDate() + 1));
  return first.toISOString().slice(0, 10);
}

async function execute(prepared: PreparedRun, options: RunOptions, context: CommandContext): Promise<ExitCode> {
  const { settings, plan, source, target } = prepared;
  const { streams, clock } = context;
  const startedAt = clock.now();
  for (const note of prepared.notes) streams.err(`Note: ${note}\n`);
  const months = new Set(plan.chunks.flatMap((chunk) => [chunk.from.slice(0, 7), chunk.to.slice(0, 7)]));
  const duration = estimateDuration(plan, prepared.calendars, source.name);
  const progress = createProgress(streams, { ...duration, steps: plan.chunks.length + months.size + 6 }, () =>
    clock.now().getTime(),
  );
  prepared.onWait(progress.onWait);
  try {
    if (settings.target === 'aws')
      assertBudget(
        estimateRun(planWorkload(plan, prepared.calendars, source.callsPerMinute)),
        settings.config.lake.budgetUsd ?? null,
      );
    await makeFolder(settings.dataDir);
    if (settings.target === 'local') await assertSound(target.paths);
    const rules = await readQualityFiles(settings, context.home);
    const report = await runLocally({
      ...prepared,
      ...target,
      rules,
      clock,
      keepReleases: settings.config.keepReleases,
      configuredSplits: settings.config.splits,
      fresh: options.fresh ?? false,
      command: context.typed,
      signal: context.signal,
      onStart: ({ isResumed, runId }) => isResumed && progress.say(`Resuming run ${runId}.\n`),
      onStep: progress.onStep,
      onNotice: (text) => progress.say(`Note: ${text}\n`),
    });
    progress.stop();
    if (settings.target === 'local') await rememberSource(settings, source.name);
    const elapsedMs = clock.now().getTime() - startedAt.getTime();
    const cost =
      target.queries === undefined
        ? null
        : actualCost({ queries: target.queries, receipts: [{ calls: report.calls }] });
    streams.out(
      settings.isJson
        ? `${toJsonText({ ...report, elapsedMs, ...(cost !== null && { cost }) })}\n`
        : runReportText(report, plan.request, elapsedMs, cost),
    );
    return rulesExitCode(report.quality);
  } finally {
    progress.stop();
    await target.close();
  }
}

/** Before a call is spent: a run publishes nothing on a release that has lost files. */
async function assertSound(paths: StorePaths): Promise<void> {
  const release = await createReleaseStore(paths).current();
  if (release !== null) await assertFiles(paths, release);
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (first) {
    // On a read-only disk the recursive way says "no such file"; the plain way says what is the matter.
    const cause = await mkdir(folder).catch((plain: unknown) => plain);
    throw new RequestError(
      `The data folder ${folder} cannot be made (${cause instanceof Error ? cause.message : String(first)}): choose another with --data-dir.`,
      { cause: cause ?? first },
    );
  }
}
