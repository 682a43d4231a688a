import type { AskedRange } from '@tickerlake/pipeline';
import { addMilliseconds } from 'date-fns';
import { toJsonText } from '../output/json.ts';
import { inWords } from '../output/progress.ts';
import { prepareRun } from '../prepare-run.ts';
import type { CommonOptions } from '../settings.ts';
import type { CommandContext, ExitCode } from './command.ts';

/** What one call takes beside the quota: the answer's way and its landing. Measured on answers of 50,000 bars. */
const callMs = 600;

/**
 * `tickerlake plan`: which calls a run would make, and when it would be finished. Makes none.
 *
 * @example
 * await plan({ from: '2026-05-01', to: '2026-05-29' }, context); // 0
 */
export async function plan(options: CommonOptions & AskedRange, context: CommandContext): Promise<ExitCode> {
  const prepared = await prepareRun(options, context);
  await prepared.target.close();
  const { request, chunks, quotaMs } = prepared.plan;
  const durationMs = expectedMs(prepared.plan.chunks.length, quotaMs, prepared.source.name);
  const finish = addMilliseconds(context.clock.now(), durationMs);
  if (prepared.settings.isJson) {
    context.streams.out(`${toJsonText({ ...request, calls: chunks.length, durationMs, finishAt: finish, notes: prepared.notes, chunks })}\n`);
    return 0;
  }
  context.streams.out(
    [
      `${request.tickers.length} tickers, ${request.from} to ${request.to}, source ${request.source}`,
      `${chunks.length} calls, ${prepared.source.callsPerMinute === null ? 'no quota' : `${prepared.source.callsPerMinute} a minute`}`,
      `about ${inWords(durationMs)}, finished at ${finish.toISOString().slice(0, 19)}Z`,
      ...prepared.notes.map((note) => `Note: ${note}`),
      '',
    ].join('\n'),
  );
  return 0;
}

function expectedMs(calls: number, quotaMs: number, source: string): number {
  return quotaMs + (source === 'polygon' ? Math.min(calls, 5) * callMs : 0) + 1_000;
}
