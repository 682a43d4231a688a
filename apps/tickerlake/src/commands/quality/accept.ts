import { type AcceptedObservation, type CheckedRun, type RecordedRule, RequestError } from '@tickerlake/pipeline';
import { acquireRunLock } from '@tickerlake/pipeline/local';
import type { CommandContext } from '../../composition/command-context.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { toJsonText } from '../../output/json.ts';
import { findRun } from './find-run.ts';
import { withMemory } from './with-memory.ts';

/** An observation, before it is accepted. */
type Observation = Omit<AcceptedObservation, 'acceptedAt'>;

/**
 * `tickerlake quality accept RULE RUN`: a value that DetectAnomalies found unusual in a run counts as ordinary in later ranges, even if
 * the rule stopped that run.
 *
 * @returns 0.
 * @throws {RequestError} for a rule other than DetectAnomalies, or one that found nothing unusual in the run; with `--undo`, for a value
 * that is not accepted.
 * @example
 * await accept('DetectAnomalies "RowCount"', '01JT2K', {}, context); // 0
 */
export const accept = (
  rule: string,
  run: string,
  options: CommonOptions & { readonly undo?: boolean },
  context: CommandContext,
): Promise<ExitCode> =>
  withMemory(options, context, async ({ memory, settings, target }) => {
    const meant = findRun(await memory.runs(), run);
    const undo = options.undo === true;
    const found = findAnomaly(await memory.rules(meant.runId), rule, meant, undo);
    const observations = Object.keys(found.series).map((series): Observation => ({
      dataset: found.dataset,
      series,
      runId: meant.runId,
    }));
    const lock = await acquireRunLock(target.paths.locks, { command: context.typed, now: context.clock.now() });
    try {
      const { known, replace } = await memory.openAccepted();
      const others = (known ?? []).filter((one) => !observations.some((observation) => isSame(observation, one)));
      if (undo && others.length === (known ?? []).length)
        throw new RequestError(`${found.rule} of run ${meant.runId} was not accepted: nothing is undone.`);
      const acceptedAt = context.clock.now().toISOString();
      await replace(
        undo ? others : [...others, ...observations.map((observation) => ({ ...observation, acceptedAt }))],
      );
    } finally {
      await lock.release();
    }
    const values = Object.entries(found.series).map(([series, value]) => `${series} = ${value}`);
    const effect = undo ? 'is left out of usual ranges again' : 'counts as ordinary from now on; --undo reverts that';
    context.streams.out(
      settings.isJson
        ? `${toJsonText({ undone: undo, observations }, 2)}\n`
        : `${found.dataset}: ${values.join(', ')} of run ${meant.runId} ${effect}.\n`,
    );
    return 0;
  });

const isSame = (one: Observation, other: Observation): boolean =>
  one.dataset === other.dataset && one.series === other.series && one.runId === other.runId;

function findAnomaly(rules: readonly RecordedRule[], text: string, run: CheckedRun, undo: boolean): RecordedRule {
  const watches = rules.filter(({ rule }) => rule.startsWith('DetectAnomalies'));
  const exact = watches.filter(({ rule, ruleId }) => rule === text || ruleId === text);
  const meant = exact.length > 0 ? exact : watches.filter(({ rule }) => rule.includes(text));
  const [one] = meant;
  if (one === undefined || meant.length > 1) {
    const known = watches.map(({ dataset, rule, ruleId }) => `${rule} (${dataset}, ${ruleId})`).join(', ');
    const next =
      known === '' ? 'The run has no rule with DetectAnomalies.' : `Give the text or the id of one of: ${known}.`;
    throw new RequestError(`${faultOf(rules, meant.length, text, run)} ${next}`);
  }
  if (!undo && one.status !== 'fail' && one.status !== 'warn')
    throw new RequestError(
      `${one.rule} found nothing unusual in run ${run.runId} (${one.status.replace('_', ' ')}): there is nothing to accept.`,
    );
  return one;
}

function faultOf(rules: readonly RecordedRule[], count: number, text: string, { runId }: CheckedRun): string {
  if (count > 1) return `${count} rules with DetectAnomalies of run ${runId} have "${text}" in their text.`;
  const isOther = rules.some(({ rule, ruleId }) => rule === text || ruleId === text);
  return isOther
    ? `${text} has no usual range: only DetectAnomalies learns one.`
    : `No rule with DetectAnomalies of run ${runId} has "${text}" in its text.`;
}
