import { countText } from '@tickerlake/data-quality';
import { sizeText } from '@tickerlake/record-schema';
import { RequestError } from '@tickerlake/pipeline';
import { createRunJournal, foldJournals, removeLanding } from '@tickerlake/pipeline/local';
import { subDays } from 'date-fns';
import type { CommandContext } from '../../composition/command-context.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { parseWholeNumber } from '../../input/parse-whole-number.ts';
import { toJsonText } from '../../output/json.ts';
import { changeStore } from './change-store.ts';

/** Options of `gc`. */
export interface GcOptions extends CommonOptions {
  readonly keep?: string;
  readonly landingOlderThan?: string;
  readonly dryRun?: boolean;
}

/**
 * `tickerlake gc`: removes releases beyond `--keep` and files that nothing needs. Landed bars are kept unless
 * `--landing-older-than` removes them; those of a resumable run are always kept.
 *
 * @example
 * await gc({ dryRun: true, landingOlderThan: '90' }, context); // 0
 */
export function gc(options: GcOptions, context: CommandContext): Promise<ExitCode> {
  const keep =
    options.keep === undefined
      ? null
      : parseWholeNumber(options.keep, {
          flag: '--keep',
          expected: 'a whole number of releases from 1, for example 2',
          most: 9_999,
        });
  const days =
    options.landingOlderThan === undefined
      ? null
      : parseWholeNumber(options.landingOlderThan, {
          flag: '--landing-older-than',
          expected: 'a whole number of days, for example 90',
          least: 0,
          most: 99_999,
        });
  return changeStore(options, context, async (warehouse, { settings, paths }) => {
    if (days !== null && settings.target !== 'local')
      throw new RequestError(
        "--landing-older-than is for the files of this machine: in S3, give the lake's folder landing/ a lifecycle rule.",
      );
    const dryRun = options.dryRun ?? false;
    const journal = createRunJournal(paths);
    if (!dryRun) await foldJournals(paths, journal);
    const open = (await journal.runs()).filter((run) => run.outcome === null);
    const resumableRunIds = open.map((run) => run.runId);
    const result = await warehouse.tidy({
      keepReleases: keep ?? settings.config.keepReleases,
      resumableRunIds,
      dryRun,
    });
    const before = days === null ? '' : subDays(context.clock.now(), days).toISOString().slice(0, 10);
    const landing = await removeLanding(paths, { before, resumableRunIds, dryRun });
    const verb = dryRun ? 'Would remove' : 'Removed';
    const lines = [
      `${verb} ${countText(result.releases.length, 'release')} and ${countText(result.files, 'file')}, ${sizeText(result.bytes)}.`,
      ...(result.kept ?? []).map((reason) => `Note: ${reason}`),
      ...(days === null
        ? []
        : [
            `${verb} the landed bars of ${countText(landing.runs, 'run')}, ${countText(landing.files, 'file')}, ${sizeText(landing.bytes)}.`,
          ]),
    ];
    context.streams.out(settings.isJson ? `${toJsonText({ ...result, landing, dryRun })}\n` : `${lines.join('\n')}\n`);
  });
}
