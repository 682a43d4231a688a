import { subDays } from 'date-fns';
import { RequestError, StoreError, type Warehouse } from '@tickerlake/pipeline';
import { acquireRunLock, createRunJournal, foldJournals, removeLanding } from '@tickerlake/pipeline/local';
import { createCalendars } from '../../composition/create-source.ts';
import { assertPublished, openTarget } from '../../composition/open-target.ts';
import { toJsonText } from '../../output/json.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { CommandContext, ExitCode } from '../../composition/command-context.ts';
import { findSource, type ReadStore } from '../../composition/read-store.ts';

/**
 * `tickerlake rollback`: readers see an older release again, at once.
 *
 * @throws {RequestError} when there is no such release.
 * @example
 * await rollback({ to: '3' }, context); // 0
 */
export function rollback(
  options: CommonOptions & { readonly to?: string },
  context: CommandContext,
): Promise<ExitCode> {
  const toId = options.to === undefined ? undefined : parseId(options.to);
  return withStore(options, context, async (warehouse, { settings }) => {
    const before = await warehouse.currentRelease().catch((error: unknown) => {
      if (error instanceof StoreError) return null;
      throw error;
    });
    const release = await warehouse.rollback(toId);
    const was =
      before === null
        ? 'the current one could not be read).'
        : `was ${before.id}). "tickerlake rollback --to ${before.id}" undoes it.`;
    const text = `Readers see release ${release.id} of ${release.publishedAt} again (${was}\n`;
    context.streams.out(settings.isJson ? `${toJsonText({ release: release.id, was: before?.id ?? null })}\n` : text);
  });
}

/** Options of `gc`. */
export interface GcOptions extends CommonOptions {
  readonly keep?: string;
  readonly landingOlderThan?: string;
  readonly dryRun?: boolean;
}

/**
 * `tickerlake gc`: removes releases beyond `--keep` and files that nothing needs. Landed bars are evidence and stay, unless
 * `--landing-older-than` gives them up; those of a run that can be resumed stay even then.
 *
 * @example
 * await gc({ dryRun: true, landingOlderThan: '90' }, context); // 0
 */
export function gc(options: GcOptions, context: CommandContext): Promise<ExitCode> {
  const keep = options.keep === undefined ? null : parseKeep(options.keep);
  const days = options.landingOlderThan === undefined ? null : parseDays(options.landingOlderThan);
  return withStore(options, context, async (warehouse, { settings, paths }) => {
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
      `${verb} ${result.releases.length} releases and ${result.files} files, ${(result.bytes / 1e6).toFixed(1)} MB.`,
      ...(result.kept ?? []).map((reason) => `Note: ${reason}`),
      ...(days === null
        ? []
        : [
            `${verb} the landed bars of ${landing.runs} runs, ${landing.files} files, ${(landing.bytes / 1e6).toFixed(1)} MB.`,
          ]),
    ];
    context.streams.out(settings.isJson ? `${toJsonText({ ...result, landing, dryRun })}\n` : `${lines.join('\n')}\n`);
  });
}

async function withStore(
  options: CommonOptions,
  context: CommandContext,
  work: (warehouse: Warehouse, store: ReadStore) => Promise<void>,
): Promise<ExitCode> {
  const { settings, source } = await findSource(options, context);
  const target = await openTarget(settings, source, createCalendars(), context);
  const { paths, warehouse } = target;
  try {
    await assertPublished(target);
    const lock = await acquireRunLock(paths.locks, { command: context.typed, now: context.clock.now() });
    try {
      await work(warehouse, { settings, source, paths, signal: context.signal });
      return 0;
    } finally {
      await lock.release();
    }
  } finally {
    await target.close();
  }
}

function parseKeep(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new RequestError(`--keep ${text}: give a whole number of releases from 1, for example 2.`);
  return Number(text);
}

function parseId(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new RequestError(`"${text}" is not a whole number from 1; "tickerlake releases" lists the releases.`);
  return Number(text);
}

function parseDays(text: string): number {
  if (!/^\d{1,5}$/.test(text))
    throw new RequestError(`--landing-older-than ${text}: give a whole number of days, for example 90.`);
  return Number(text);
}
