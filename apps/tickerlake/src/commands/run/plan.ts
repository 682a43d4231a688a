import { countText } from '@tickerlake/data-quality';
import { type AskedRange, sourceNamed } from '@tickerlake/pipeline';
import { estimateMonth, estimateRun, planWorkload } from '@tickerlake/pipeline/aws';
import { addMilliseconds } from 'date-fns';
import { toJsonText } from '../../output/json.ts';
import { inWords } from '../../output/in-words.ts';
import { type AskOptions, prepareRun, type PreparedRun } from '../../composition/prepare-run.ts';
import { gapLines, ledgerJson, ledgerText } from './ledger-text.ts';
import { estimateDuration } from './run-duration.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';

/**
 * `tickerlake plan`: what the ledger lacks, which calls a run would make, when it would be finished, and on AWS what it would cost.
 * Makes none.
 *
 * @example
 * await plan({ from: '2026-05-01', to: '2026-05-29' }, context); // 0
 */
export async function plan(
  options: CommonOptions & AskedRange & AskOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const prepared = await prepareRun(options, context);
  await prepared.target.close();
  const { request, chunks, calls } = prepared.plan;
  const { ledger } = prepared;
  const { totalMs: durationMs, quotaMs } = estimateDuration(
    prepared.plan,
    prepared.calendars,
    sourceNamed(prepared.source.name).callMs,
  );
  const cost = costOf(prepared);
  const finish = addMilliseconds(context.clock.now(), durationMs);
  if (prepared.settings.isJson) {
    context.streams.out(
      `${toJsonText({ ...request, calls, durationMs, quotaMs, finishAt: finish, costUsd: cost?.runUsd ?? null, notes: prepared.notes, ledger: ledgerJson(ledger), chunks })}\n`,
    );
    return 0;
  }
  context.streams.out(
    [
      `${countText(request.tickers.length, 'ticker')}, ${request.from} to ${request.to}, source ${request.source}`,
      ...(calls === 0
        ? ['nothing to ask for; --refetch asks for everything again']
        : [
            `${countText(calls, 'call')}, ${prepared.source.callsPerMinute === null ? 'no quota' : `${prepared.source.callsPerMinute} a minute`}`,
            `about ${inWords(durationMs)}${quotaMs === 0 ? '' : `, ${inWords(quotaMs)} of it waiting for the quota`}; done at ${finish.toISOString().slice(0, 19)}Z`,
          ]),
      ...(cost === null
        ? []
        : [
            `about $${cost.runUsd.toFixed(4)} on AWS by the estimate; every hour for a month, $${cost.monthUsd.toFixed(2)}`,
          ]),
      ...(ledger === null ? [] : [ledgerText(ledger), ...gapLines(ledger.gaps)]),
      ...prepared.notes.map((note) => `Note: ${note}`),
      '',
    ].join('\n'),
  );
  return 0;
}

/** Null when the run costs nothing. */
function costOf({
  settings,
  plan: planned,
  calendars,
  source,
}: PreparedRun): { readonly runUsd: number; readonly monthUsd: number } | null {
  if (settings.target !== 'aws' || planned.chunks.length === 0) return null;
  const workload = planWorkload(planned, calendars, source.callsPerMinute);
  return { runUsd: estimateRun(workload).dollars, monthUsd: estimateMonth(workload).dollars };
}
