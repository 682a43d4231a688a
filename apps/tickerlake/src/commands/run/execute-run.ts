import { mkdir } from 'node:fs/promises';
import { countText } from '@tickerlake/data-quality';
import { RequestError, sourceNamed } from '@tickerlake/pipeline';
import { actualCost, assertBudget, estimateRun, planWorkload } from '@tickerlake/pipeline/aws';
import {
  assertFiles,
  createReleaseStore,
  hasUnfinished,
  runLocally,
  type StorePaths,
} from '@tickerlake/pipeline/local';
import { rememberSource } from '../../composition/last-source.ts';
import { toJsonText } from '../../output/json.ts';
import { tellOfRun } from '../../notify/tell-of-run.ts';
import { gapLines, ledgerJson, ledgerText } from './ledger-text.ts';
import { expectedSteps } from './expected-run.ts';
import { createProgress } from './progress.ts';
import { rulesExitCode } from '../../exit/rules-exit-code.ts';
import { runReportText } from './run-report-text.ts';
import type { PreparedRun } from '../../composition/prepare-run.ts';
import { readQualityFiles } from '../../composition/quality-files.ts';
import { estimateDuration } from './run-duration.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';

/**
 * Makes a prepared run: shows its progress, prints its report and remembers its source.
 *
 * @param options.fresh whether an unfinished run of the same request is ignored.
 * @returns 0 when the release is published or nothing is lacking, 4 when it is and some rules were not evaluated.
 * @throws {QualityGateError} when checks fail, {RequestError} above the budget, and the errors of `runLocally`.
 * @example
 * await executeRun(await prepareRun(options, context), {}, context); // 0
 */
export async function executeRun(
  prepared: PreparedRun,
  options: { readonly fresh?: boolean },
  context: CommandContext,
): Promise<ExitCode> {
  const { settings, plan, source, target } = prepared;
  const { streams, clock } = context;
  const startedAt = clock.now();
  for (const note of prepared.notes) streams.err(`Note: ${note}\n`);
  if (plan.chunks.length === 0 && !(await hasUnfinished(target.paths, plan.request))) {
    await target.close();
    sayComplete(prepared, context);
    return 0;
  }
  const duration = estimateDuration(plan, prepared.calendars, sourceNamed(source.name).callMs);
  const progress = createProgress(streams, { ...duration, steps: expectedSteps(plan) }, () => clock.now().getTime());
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
      ledger: prepared.ledger ?? undefined,
      rules,
      clock,
      keepReleases: settings.config.keepReleases,
      onIncomplete: settings.config.onIncomplete,
      instruments: settings.config.instruments,
      followRenames: settings.config.followRenames,
      configuredSplits: settings.config.splits,
      fresh: options.fresh ?? false,
      command: context.typed,
      signal: context.signal,
      onStart: ({ isResumed, runId }) => isResumed && progress.say(`Resuming run ${runId}.\n`),
      onStep: progress.onStep,
      onNotice: (text) => progress.say(`Note: ${text}\n`),
    });
    progress.stop();
    if (settings.target === 'local')
      await rememberSource(settings, source.name).catch((error: unknown) => {
        if (!(error instanceof RequestError)) throw error;
        streams.err(`Note: ${error.message}\n`);
      });
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
    await tellOfRun(prepared, report, context);
    return rulesExitCode(report.quality);
  } finally {
    progress.stop();
    await target.close();
  }
}

/** Nothing is asked for: everything of the range is there, or is a gap that is not due. */
function sayComplete({ settings, plan, ledger }: PreparedRun, { streams }: CommandContext): void {
  const { from, to, tickers } = plan.request;
  if (settings.isJson) {
    streams.out(`${toJsonText({ ...plan.request, outcome: 'complete', calls: 0, ledger: ledgerJson(ledger) })}\n`);
    return;
  }
  const head = `Nothing to ask for: ${countText(tickers.length, 'ticker')}, ${from} to ${to}. --refetch asks for everything again.`;
  streams.out([head, ...(ledger === null ? [] : [ledgerText(ledger), ...gapLines(ledger.gaps)]), ''].join('\n'));
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
