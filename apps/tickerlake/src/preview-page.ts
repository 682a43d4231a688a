import { join } from 'node:path';
import { dashboards, duckDbShims } from '@tickerlake/dashboards';
import { createReleaseStore, openPublished, publishedState, type PublishedReader } from '@tickerlake/pipeline/local';
import type { CommandContext } from './commands/command.ts';
import { currentRelease, type ReadStore } from './commands/read-store.ts';
import { type PreviewServerOptions, startPreviewServer } from './preview-server/index.ts';

/** A running page. */
export interface PreviewPage {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves the dashboards of a store on loopback. Each answer reads the release and the runs that are current at that moment, so the page
 * follows later runs without a restart.
 *
 * @throws {RequestError} when nothing is published yet, or the asked port is taken.
 * @example
 * const page = await openPreviewPage(store, {}, context);
 */
export async function openPreviewPage(store: ReadStore, options: { readonly port?: number }, context: CommandContext): Promise<PreviewPage> {
  const { sources, close } = await openSources(store, context);
  const server = await startPreviewServer({ ...sources, ...(options.port !== undefined && { port: options.port }) });
  return {
    url: server.url,
    port: server.port,
    async close() {
      await server.close();
      await close();
    },
  };
}

/**
 * What the page is made of, for a server or a file: the built page, the dashboards, a reader of the current release.
 *
 * @throws {RequestError} when nothing is published yet.
 * @example
 * const { sources, close } = await openSources(store, context);
 */
export async function openSources(store: ReadStore, context: Pick<CommandContext, 'home'>): Promise<{ readonly sources: PreviewServerOptions; close(): Promise<void> }> {
  const readers = createReaders(store);
  await readers.current();
  const sources: PreviewServerOptions = {
    pageDir: join(context.home, 'apps', 'preview', 'dist'),
    dashboards: async () => dashboards,
    runSql: async (text) => (await readers.current()).queryColumns(text),
    summary: async () => toSummary(store, await readers.current()),
    state: async () => publishedState(store.paths, await currentRelease(store)),
  };
  return { sources, close: () => readers.close() };
}

/** The reader of the current release and runs. The one before it stays open for answers that are on their way, until the next. */
function createReaders(store: ReadStore) {
  let open: Promise<PublishedReader | null> = Promise.resolve(null);
  let retired: PublishedReader | null = null;
  const follow = async (reader: PublishedReader | null): Promise<PublishedReader> => {
    const release = (await createReleaseStore(store.paths).current()) ?? (await currentRelease(store));
    if (reader !== null && reader.state === (await publishedState(store.paths, release))) return reader;
    const next = await openPublished(store.paths, release, duckDbShims, store.signal);
    await retired?.close();
    retired = reader;
    return next;
  };
  return {
    current(): Promise<PublishedReader> {
      const before = open;
      const now = before.then(follow);
      open = now.catch(() => before);
      return now;
    },
    async close(): Promise<void> {
      await (await open)?.close();
      await retired?.close();
    },
  };
}

async function toSummary(store: ReadStore, reader: PublishedReader) {
  const { release } = reader;
  const newest = await reader.db.selectFrom('hourly_volatility').select(({ fn }) => [fn.max('bar_start').as('newest'), fn.min('trading_date').as('first')]).executeTakeFirst();
  return {
    releaseId: release.id,
    publishedAt: release.publishedAt,
    source: store.source,
    from: newest?.first ?? release.from,
    to: release.to,
    tickers: release.tickers,
    quality: release.quality,
    newestBar: newest?.newest?.toISOString() ?? null,
  };
}
