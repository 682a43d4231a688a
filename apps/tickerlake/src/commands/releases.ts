import { createReleaseStore, type StorePaths } from '@tickerlake/pipeline/local';
import { createCalendars } from '../compose.ts';
import { openTarget, type Target } from '../open-target.ts';
import { toJsonText } from '../output/json.ts';
import { renderTable } from '../output/table.ts';
import type { CommonOptions, Settings } from '../settings.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { findSource } from './read-store.ts';

/**
 * `tickerlake releases`: what is kept to go back to; the current one is marked.
 *
 * @example
 * await releases({}, context); // 0
 */
export async function releases(options: CommonOptions, context: CommandContext): Promise<ExitCode> {
  const { settings, source } = await findSource(options, context);
  const target = await openTarget(settings, source, createCalendars(), context);
  try {
    return await listReleases(target, settings, context);
  } finally {
    await target.close();
  }
}

async function listReleases({ warehouse, name, paths }: Target, { isJson, target }: Settings, context: CommandContext): Promise<ExitCode> {
  const hours = target === 'local' ? await countHours(paths) : new Map<number, number>();
  const [all, current] = [await warehouse.releases(), await warehouse.currentRelease()];
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
  if (isJson) context.streams.out(`${toJsonText(rows)}\n`);
  else if (rows.length === 0) context.streams.out(`Nothing is published in ${name} yet.\n`);
  else {
    const cells = rows.map((row) => [row.isCurrent ? '*' : '', String(row.id), row.publishedAt, row.source, `${row.from} to ${row.to}`, String(row.tickers), String(row.hours ?? ''), row.runId]);
    context.streams.out(`${renderTable(['', 'id', 'published', 'source', 'asked range', 'tickers', 'hours', 'run'], cells)}\n`);
  }
  return 0;
}

/** Of the releases on this machine, whose manifests say it; a lake's tables are asked on its engine. */
async function countHours(paths: StorePaths): Promise<Map<number, number>> {
  const all = await createReleaseStore(paths).list();
  return new Map(all.map((release) => [release.id, Object.values(release.tables['hourly_volatility'] ?? {}).flat().reduce((sum, file) => sum + file.rows, 0)]));
}
