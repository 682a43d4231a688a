import { countText } from '@tickerlake/data-quality';
import { sizeText } from '@tickerlake/record-schema';
import { type StoreReport, verifyStore } from '@tickerlake/pipeline/local';
import { parseWholeNumber } from '../../input/parse-whole-number.ts';
import { toJsonText } from '../../output/json.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { findStore } from '../../composition/read-store.ts';

/** Options of `verify`. */
export interface VerifyOptions extends CommonOptions {
  readonly release?: string;
}

/** How many faults are listed; JSON has all. */
const shownFaults = 50;
/** Files between two progress lines. */
const filesPerLine = 500;

/**
 * `tickerlake verify`: reads every file of the kept releases and every landed file, and holds it against its hash. Changes nothing.
 *
 * @returns 0; 1 when something is damaged.
 * @example
 * await verify({ release: '3' }, context); // 0
 */
export async function verify(options: VerifyOptions, context: CommandContext): Promise<ExitCode> {
  const { settings, paths } = await findStore(options, context);
  const report = await verifyStore(paths, {
    releaseId:
      options.release === undefined
        ? undefined
        : parseWholeNumber(options.release, {
            flag: '--release',
            expected: 'the number of a release; "tickerlake releases" lists them',
          }),
    signal: context.signal,
    onFile: (done, of) => done % filesPerLine === 0 && context.streams.err(`${done}/${of} files\n`),
  });
  context.streams.out(settings.isJson ? `${toJsonText(report)}\n` : toText(report, paths.root));
  return report.faults.length === 0 ? 0 : 1;
}

function toText({ releases, files, bytes, withoutHash, faults }: StoreReport, root: string): string {
  const shown = faults.slice(0, shownFaults).map(({ reason, releases: needing, next }) => {
    const of = needing.length === 0 ? '' : ` Release ${needing.join(', ')}.`;
    return `FAIL  ${reason}${of}${next === '' ? '' : ` ${next}`}`;
  });
  return [
    ...shown,
    ...(faults.length > shown.length ? [`${faults.length - shown.length} more; --json lists all.`] : []),
    ...(withoutHash > 0
      ? [`Note: ${withoutHash} files are of releases from before hashes were kept; only their size was compared.`]
      : []),
    releases.length === 0 && files === 0
      ? `Nothing is published in ${root} yet: there is nothing to verify.`
      : `${root}: ${countText(releases.length, 'release')}, ${countText(files, 'file')}, ${sizeText(bytes)} read, ${faults.length === 0 ? 'all as they were written' : `${faults.length} damaged`}.`,
    '',
  ].join('\n');
}
