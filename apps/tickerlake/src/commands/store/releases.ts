import { createCalendars, StoreError } from '@tickerlake/pipeline';
import { createReleaseStore, type StorePaths } from '@tickerlake/pipeline/local';
import { openTarget } from '../../composition/open-target.ts';
import type { Target } from '../../composition/targets/target.ts';
import { toJsonText } from '../../output/json.ts';
import { renderTable } from '../../output/table.ts';
import type { CommonOptions, Settings } from '../../composition/settings.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { findSource } from '../../composition/read-store.ts';

/**
 * `tickerlake releases`: lists the kept releases and marks the current one. Damaged manifests are named.
 *
 * @returns 0; 1 when the current release cannot be read.
 * @example
 * await releases({}, context); // 0
 */
export async function releases(options: CommonOptions, context: CommandContext): Promise<ExitCode> {
  const { settings, source } = await findSource(options, context);
  const target = await openTarget(settings, source, createCalendars(settings.config.calendar), context);
  try {
    return await listReleases(target, settings, context);
  } finally {
    await target.close();
  }
}

async function listReleases(
  { warehouse, name, paths }: Target,
  { isJson, target }: Settings,
  context: CommandContext,
): Promise<ExitCode> {
  const hours = target === 'local' ? await countHours(paths) : new Map<number, number>();
  const [all, unreadable] = [await warehouse.releases(), await warehouse.unreadableReleases()];
  const { current, fault } = await warehouse.currentRelease().then(
    (release) => ({ current: release, fault: null }),
    (error: unknown) => {
      if (error instanceof StoreError) return { current: null, fault: error.message };
      throw error;
    },
  );
  const rows = all.map((release) => ({
    id: release.id,
    isCurrent: release.id === current?.id,
    publishedAt: release.publishedAt,
    runId: release.runId,
    source: release.source,
    from: release.from,
    to: release.to,
    tickers: release.tickers.length,
    hours: hours.get(release.id) ?? null,
  }));
  for (const { id, reason } of unreadable) context.streams.err(`Note: release ${id} is skipped: ${reason}\n`);
  if (fault !== null) context.streams.err(`error: ${fault}\n`);
  if (isJson) context.streams.out(`${toJsonText(rows)}\n`);
  else if (rows.length === 0 && fault === null) context.streams.out(`Nothing is published in ${name} yet.\n`);
  else if (rows.length > 0) {
    const cells = rows.map((row) => [
      row.isCurrent ? '*' : '',
      String(row.id),
      row.publishedAt,
      row.source,
      `${row.from} to ${row.to}`,
      String(row.tickers),
      String(row.hours ?? ''),
      row.runId,
    ]);
    context.streams.out(
      `${renderTable(['', 'id', 'published', 'source', 'requested range', 'tickers', 'hours', 'run'], cells)}\n`,
    );
  }
  return fault === null ? 0 : 1;
}

/** The hours of each release on this machine, from its manifest. A lake's records do not hold them. */
async function countHours(paths: StorePaths): Promise<Map<number, number>> {
  const { readable } = await createReleaseStore(paths).list();
  return new Map(
    readable.map((release) => [
      release.id,
      Object.values(release.tables['hourly_volatility'] ?? {})
        .flat()
        .reduce((sum, file) => sum + file.rows, 0),
    ]),
  );
}
