import { createReleaseStore } from '@tickerlake/pipeline/local';
import { toJsonText } from '../output/json.ts';
import { renderTable } from '../output/table.ts';
import type { CommonOptions } from '../settings.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { findStore } from './read-store.ts';

/**
 * `tickerlake releases`: what is kept to go back to; the current one is marked.
 *
 * @example
 * await releases({}, context); // 0
 */
export async function releases(options: CommonOptions, context: CommandContext): Promise<ExitCode> {
  const { settings, paths } = await findStore(options, context);
  const store = createReleaseStore(paths);
  const [all, current] = [await store.list(), await store.current()];
  const rows = all.map((release) => ({
    id: release.id,
    isCurrent: release.id === current?.id,
    publishedAt: release.publishedAt,
    runId: release.runId,
    source: release.source,
    from: release.from,
    to: release.to,
    tickers: release.tickers.length,
    hours: Object.values(release.tables['hourly_volatility'] ?? {}).flat().reduce((sum, file) => sum + file.rows, 0),
  }));
  if (settings.isJson) context.streams.out(`${toJsonText(rows)}\n`);
  else if (rows.length === 0) context.streams.out(`Nothing is published in ${paths.root} yet.\n`);
  else {
    const cells = rows.map((row) => [row.isCurrent ? '*' : '', String(row.id), row.publishedAt, row.source, `${row.from} to ${row.to}`, String(row.tickers), String(row.hours), row.runId]);
    context.streams.out(`${renderTable(['', 'id', 'published', 'source', 'asked range', 'tickers', 'hours', 'run'], cells)}\n`);
  }
  return 0;
}
