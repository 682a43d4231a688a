import { countText } from '@tickerlake/data-quality';
import type { CommandContext } from '../../composition/command-context.ts';
import { sourceNamed } from '@tickerlake/pipeline';
import { prepareRun } from '../../composition/prepare-run.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { inWords } from '../../output/in-words.ts';
import { tellingFailure } from '../../notify/tell-of-run.ts';
import { executeRun } from './execute-run.ts';
import { estimateDuration } from './run-duration.ts';
import type { RunOptions } from './run.ts';

/**
 * `tickerlake backfill`: a run over a long range, two years back by default, which is what the free plan holds; with `--gaps` over what is
 * published. It asks only for what the ledger lacks.
 *
 * @example
 * await backfill({ from: '2024-11-25' }, context); // 0
 */
export async function backfill(options: RunOptions, context: CommandContext): Promise<ExitCode> {
  return tellingFailure(options, context, async () => {
    const range = options.from ?? (options.gaps === true ? undefined : twoYearsAgo(context.clock.now()));
    const prepared = await prepareRun({ ...options, ...(range !== undefined && { from: range }) }, context);
    if (prepared.plan.chunks.length === 0) return executeRun(prepared, options, context);
    const { totalMs } = estimateDuration(prepared.plan, prepared.calendars, sourceNamed(prepared.source.name).callMs);
    context.streams.err(
      `${countText(prepared.plan.calls, 'call')}, about ${inWords(totalMs)}. Safe to stop with Ctrl-C: run the same command to resume.\n`,
    );
    return executeRun(prepared, options, context);
  });
}

/** A day inside the vendor's two years, which it may count from the present hour. */
function twoYearsAgo(now: Date): string {
  const first = new Date(Date.UTC(now.getUTCFullYear() - 2, now.getUTCMonth(), now.getUTCDate() + 1));
  return first.toISOString().slice(0, 10);
}
