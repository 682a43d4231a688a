import { type AcceptedObservation, type CheckedRun, type RecordedRule, RequestError } from '@tickerlake/pipeline';
import { acquireRunLock } from '@tickerlake/pipeline/local';
import type { CommandContext } from '../../composition/command-context.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { toJsonText } from '../../output/json.ts';
import { findRun } from './find-run.ts';
import { withMemory } from './with-memory.ts';

/** What an observation is accepted as. */
type Place = Omit<AcceptedObservation, 'acceptedAt'>;

/**
 * `tickerlake quality accept RULE RUN`: what DetectAnomalies found unusual in a run counts as ordinary in later ranges, also when the
 * run was stopped by it.
 *
 * @returns 0.
 * @throws {RequestError} for a rule that is not DetectAnomalies, or that found nothing unusual in the run; with `--undo` for what was
 * not accepted.
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
    const places = Object.keys(found.series).map((series): Place => ({
      dataset: found.dataset,
      series,
      runId: meant.runId,
    }));
    const lock = await acquireRunLock(target.paths.locks, { command: context.typed, now: context.clock.now() });
    try {
      const { known, replace } = await memory.openAccepted();
      const others = (known ?? []).filter((one) => !places.some((place) => isSame(place, one)));
      if (undo && others.length === (known ?? []).length)
        throw new RequestError(`${found.rule} of run ${meant.runId} was not accepted: nothing is undone.`);
      const acceptedAt = context.clock.now().toISOString();
      await replace(undo ? others : [...others, ...places.map((place) => ({ ...place, acceptedAt }))]);
    } finally {
      await lock.release();
    }
    if (settings.isJson) context.streams.out(`${toJsonText({ undone: undo, observations: places }, 2)}\n`);
    else
      context.streams.out(
        `${found.dataset}: ${Object.entries(found.series)
          .map(([series, value]) => `${series} = ${value}`)
          .join(
            ', ',
          )} of run ${meant.runId} ${undo ? 'is left out of usual ranges again' : 'counts as ordinary from now on; --undo takes that back'}.\n`,
      );
    return 0;
  });

const isSame = (one: Place, other: Place): boolean =>
  one.dataset === other.dataset && one.series === other.series && one.runId === other.runId;

function findAnomaly(rules: readonly RecordedRule[], text: string, run: CheckedRun, undo: boolean): RecordedRule {
  const watches = rules.filter(({ rule }) => rule.startsWith('DetectAnomalies'));
  const exact = watches.filter(({ rule, ruleId }) => rule === text || ruleId === text);
  const meant = exact.length > 0 ? exact : watches.filter(({ rule }) => rule.includes(text));
  const [one] = meant;
  if (one === undefined || meant.length > 1) {
    const known = watches.map(({ dataset, rule, ruleId }) => `${rule} (${dataset}, ${ruleId})`).join(', ');
    const isOther = rules.some(({ rule, ruleId }) => rule === text || ruleId === text);
    throw new RequestError(
      `${isOther ? `${text} has no usual range: only DetectAnomalies learns.` : `${meant.length === 0 ? 'No rule' : `${meant.length} rules`} of run ${run.runId} with DetectAnomalies ${meant.length === 0 ? 'has' : 'have'} "${text}" in ${meant.length === 0 ? 'its' : 'their'} text.`} ${known === '' ? 'The run has none.' : `Give the text or the id of one of: ${known}.`}`,
    );
  }
  if (!undo && one.status !== 'fail' && one.status !== 'warn')
    throw new RequestError(
      `${one.rule} found nothing unusual in run ${run.runId} (${one.status.replace('_', ' ')}): there is nothing to accept.`,
    );
  return one;
}
