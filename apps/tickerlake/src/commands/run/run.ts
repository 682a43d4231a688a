import type { AskedRange } from '@tickerlake/pipeline';
import type { CommandContext } from '../../composition/command-context.ts';
import { type AskOptions, prepareRun } from '../../composition/prepare-run.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { tellingFailure } from '../../notify/tell-of-run.ts';
import { executeRun } from './execute-run.ts';

/** Options of `run`, `backfill` and `start`. */
export interface RunOptions extends CommonOptions, AskedRange, AskOptions {}

/**
 * `tickerlake run`: fetch what the ledger lacks, verify, stage, check, publish. Without a range the newest published sessions are fetched
 * again. An interrupted run of the same request resumes where it stopped.
 *
 * @returns 0 when the release is published, 4 when it is and some rules were not evaluated.
 * @throws {QualityGateError} when checks fail (exit code 3), and the errors of `runLocally`.
 * @example
 * await run({ source: 'simulated' }, context); // 0
 */
export async function run(options: RunOptions, context: CommandContext): Promise<ExitCode> {
  return tellingFailure(options, context, async () => executeRun(await prepareRun(options, context), options, context));
}
