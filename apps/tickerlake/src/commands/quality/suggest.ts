import {
  countText,
  type HistoryPoint,
  printProposals,
  profileTable,
  type Proposal,
  seriesOfProfile,
  suggestRules,
  type TableProfile,
} from '@tickerlake/data-quality';
import { createCalendars, RequestError, seasonOf, sessionEnd, StoreError } from '@tickerlake/pipeline';
import { findLostFiles, lostFilesMessage, openPublished, readStoreLookBack } from '@tickerlake/pipeline/local';
import { tables } from '@tickerlake/record-schema';
import type { CommandContext } from '../../composition/command-context.ts';
import { currentRelease, findStore, type ReadStore } from '../../composition/read-store.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { tableToRead } from '../../input/table-to-read.ts';
import { toJsonText } from '../../output/json.ts';
import { writeOutput } from '../../output/write-output.ts';

/** As many as DetectAnomalies looks back at. */
const mostPoints = 100;

/** The rules that a published table suggests. */
interface Suggestion {
  readonly profile: TableProfile;
  readonly proposals: readonly Proposal[];
  /** Earlier runs that measured something of it. */
  readonly runs: number;
  readonly releaseId: number;
}

/**
 * `tickerlake quality suggest TABLE`: proposes rules for a published table as a DQDL file, each with its reason. They pass on what is
 * published and on what earlier runs measured.
 *
 * @returns 0.
 * @throws {RequestError} for a table that is not published or a file that exists, {StoreError} when a published file is missing or was changed.
 * @example
 * await suggest('bars', { output: 'bars.dqdl' }, context); // 0
 */
export async function suggest(
  name: string,
  options: CommonOptions & { readonly output?: string; readonly overwrite?: boolean },
  context: CommandContext,
): Promise<ExitCode> {
  const table = tableToRead(name);
  const store = await findStore(options, context);
  const { profile, proposals, runs, releaseId } = await suggestFor(table, store, context.clock.now());
  const { rows, key, statements } = profile;
  const seen = `${countText(rows, 'row')} of release ${releaseId}`;
  const dqdl = printProposals(proposals, [
    `Proposed for ${table} from ${seen} and ${countText(runs, 'earlier run')}; all of them pass.`,
    'Read each rule, then change or remove what you know better.',
  ]);
  if (options.output !== undefined)
    await writeOutput(options.output, dqdl, context, { mayOverwrite: options.overwrite ?? false });
  if (store.settings.isJson)
    context.streams.out(`${toJsonText({ table, rows, key, runs, scans: statements.length, rules: proposals }, 2)}\n`);
  else if (options.output === undefined) context.streams.out(dqdl);
  else
    context.streams.out(
      `${proposals.length} rules in ${options.output}, from ${seen}. Try them: tickerlake check ${options.output} --dataset ${table}\n`,
    );
  return 0;
}

async function suggestFor(table: string, store: ReadStore, now: Date): Promise<Suggestion> {
  const release = await currentRelease(store);
  const damaged = await findLostFiles(store.paths, release, true);
  if (damaged.length > 0)
    throw new StoreError(lostFilesMessage(store.paths, release.id, damaged), { path: store.paths.builds });
  const reader = await openPublished(store.paths, release, { signal: store.signal });
  try {
    const { columns, key } = tables.find((one) => one.name === table) ?? { columns: [], key: undefined };
    const profile = await profileTable({
      db: reader.engine,
      dataset: table,
      columns,
      ...(key !== undefined && { key }),
      signal: store.signal,
    });
    if (profile.rows === 0)
      throw new RequestError(`${table} holds no row yet: there is nothing to propose rules from.`);
    const history = (await readStoreLookBack(store.paths))(table);
    const past = new Map<string, readonly HistoryPoint[]>();
    for (const series of seriesOfProfile(profile)) {
      const points = await history(series, mostPoints);
      if (points.length > 0) past.set(series, points);
    }
    const runs = Math.max(0, ...[...past.values()].map((points) => points.length));
    const calendars = createCalendars(store.settings.config.calendar);
    // Runs check at the end of their range, so rules about the future must pass at that moment.
    const measuredAt = sessionEnd(release.to);
    const proposals = suggestRules(profile, {
      now: measuredAt < now ? measuredAt : now,
      past,
      readsParts: true,
      measuredAt,
      seasonOf: (at) => seasonOf(calendars.XNYS, at),
    });
    return { profile, runs, releaseId: release.id, proposals };
  } finally {
    await reader.close();
  }
}
