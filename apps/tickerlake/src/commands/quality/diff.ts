import { type ChangedOutcome, diffRules, type FoundRule, readable, type RulesDiff } from '@tickerlake/data-quality';
import { type AcceptedObservation, type CheckedRun, RequestError } from '@tickerlake/pipeline';
import type { CommandContext } from '../../composition/command-context.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { toJsonText } from '../../output/json.ts';
import { findRun } from './find-run.ts';
import { withMemory } from './with-memory.ts';

/**
 * `tickerlake quality diff [RUN] [RUN]`: compares what the rules found in two runs: changed outcomes, moved measures, new and removed rules,
 * and accepted values. Without a run it compares the last two, with one run that run and the one before it.
 *
 * @returns 0.
 * @throws {RequestError} when there are no such runs.
 * @example
 * await diff(undefined, undefined, {}, context); // 0
 */
export const diff = (
  from: string | undefined,
  to: string | undefined,
  options: CommonOptions,
  context: CommandContext,
): Promise<ExitCode> =>
  withMemory(options, context, async ({ memory, settings }) => {
    const [before, after] = chooseRuns(await memory.runs(), from, to);
    const found = diffRules(await memory.rules(before.runId), await memory.rules(after.runId));
    const accepted = ((await memory.openAccepted()).known ?? []).filter(({ runId }) =>
      [before.runId, after.runId].includes(runId),
    );
    context.streams.out(
      settings.isJson
        ? `${toJsonText({ before, after, ...found, accepted }, 2)}\n`
        : diffText(before, after, found, accepted),
    );
    return 0;
  });

function chooseRuns(
  runs: readonly CheckedRun[],
  from: string | undefined,
  to: string | undefined,
): readonly [before: CheckedRun, after: CheckedRun] {
  const after = to !== undefined ? findRun(runs, to) : from !== undefined ? findRun(runs, from) : runs[0];
  const before =
    from !== undefined && to !== undefined ? findRun(runs, from) : runs[runs.findIndex((run) => run === after) + 1];
  if (after === undefined || before === undefined)
    throw new RequestError(
      `There ${runs.length === 1 ? 'is one run' : 'are too few runs'} with quality results, and a comparison needs two: run "tickerlake run" again first.`,
    );
  return [before, after];
}

function diffText(
  before: CheckedRun,
  after: CheckedRun,
  { changed, moved, added, removed }: RulesDiff,
  accepted: readonly AcceptedObservation[],
): string {
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
  const lines = [
    ...section(
      'Changed outcomes:',
      changed.map((one) => `${one.dataset}: ${one.rule}: ${outcomeText(one.before)}, then ${outcomeText(one.after)}`),
    ),
    ...section(
      'Moved:',
      moved.map(
        (one) =>
          `${one.dataset}: ${one.series}: ${readable(one.before)}, then ${readable(one.after)}${one.change === null ? '' : ` (${one.change > 0 ? '+' : ''}${readable(Number((one.change * 100).toPrecision(3)))} %)`}`,
      ),
    ),
    ...section('New rules:', added.map(ruleText)),
    ...section('Removed rules:', removed.map(ruleText)),
    ...section(
      'Accepted:',
      accepted.map(({ dataset, series, runId }) => `${dataset}: ${series} of run ${runId}`),
    ),
  ];
  const title = `${before.runId} (${before.checkedAt.toISOString()}) and ${after.runId} (${after.checkedAt.toISOString()})`;
  return `${[title, ...(lines.length === 0 ? ['The rules found the same.'] : lines)].join('\n')}\n`;
}

const outcomeText = ({ status, observed, expected }: ChangedOutcome['before']): string =>
  `${status.replace('_', ' ')}${observed === null ? '' : ` (${readable(observed)}, expected ${expected})`}`;

const ruleText = ({ dataset, rule, status }: FoundRule): string => `${dataset}: ${rule} (${status.replace('_', ' ')})`;
