import { join } from 'node:path';
import { duckDbShims, hourlyVolatilityDashboard } from '@tickerlake/dashboards';
import { createReleaseStore, openPublished, type PublishedReader } from '@tickerlake/pipeline/local';
import type { CommandContext } from './commands/command.ts';
import { currentRelease, type ReadStore } from './commands/read-store.ts';
import { startPreviewServer } from './preview-server/index.ts';

/** A running page. */
export interface PreviewPage {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves the dashboards of a store on loopback. Each answer reads the release that is current at that moment, so the page
 * follows later runs without a restart.
 *
 * @throws {RequestError} when nothing is published yet, or the asked port is taken.
 * @example
 * const page = await openPreviewPage(store, {}, context);
 */
export async function openPreviewPage(store: ReadStore, options: { readonly port?: number }, context: CommandContext): Promise<PreviewPage> {
  const readers = createReaders(store);
  await readers.current();
  const server = await startPreviewServer({
    pageDir: join(context.home, 'apps', 'preview', 'dist'),
    dashboards: async () => [hourlyVolatilityDashboard()],
    runSql: async (text) => (await readers.current()).queryColumns(text),
    summary: async () => toSummary(store, await readers.current()),
    ...(options.port !== undefined && { port: options.port }),
  });
  return {
    url: server.url,
    port: server.port,
    async close() {
      await server.close();
      await readers.close();
    },
  };
}

/** One open reader at a time: the current release's. */
function createReaders(store: ReadStore) {
  let open: Promise<PublishedReader> | null = null;
  return {
    async current(): Promise<PublishedReader> {
      const release = await createReleaseStore(store.paths).current() ?? (await currentRelease(store));
      const before = await open;
      if (before !== null && before.release.id === release.id) return before;
      open = openPublished(store.paths, release, duckDbShims);
      const reader = await open;
      await before?.close();
      return reader;
    },
    async close(): Promise<void> {
      await (await open)?.close();
    },
  };
}

async function toSummary(store: ReadStore, reader: PublishedReader) {
  const { release } = reader;
  const newest = await reader.db.selectFrom('hourly_volatility').select((eb) => eb.fn.max('bar_start').as('newest')).executeTakeFirst();
  return {
    releaseId: release.id,
    publishedAt: release.publishedAt,
    source: store.source,
    from: release.from,
    to: release.to,
    tickers: release.tickers,
    quality: release.quality,
    newestBar: newest?.newest?.toISOString() ?? null,
  };
}
