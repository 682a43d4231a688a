import { join } from 'node:path';
import { athenaQueryBuilder, compileAthenaSql } from '@tickerlake/athena-sql';
import { dashboards } from '@tickerlake/dashboards';
import { publishedState } from '@tickerlake/pipeline/local';
import type { Tables } from '@tickerlake/record-schema';
import type { CommandContext } from '../composition/command-context.ts';
import { currentRelease, type ReadStore } from '../composition/read-store.ts';
import { startEngine } from '../engine-process/start-engine.ts';
import { newestHour } from '../published/newest-hour.ts';
import { startPreviewServer } from './index.ts';
import type { PageSources } from './page-sources.ts';

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
 * @throws {RequestError} when nothing is published yet, or the port is already in use.
 * @example
 * const page = await openPreviewPage(store, {}, context);
 */
export async function openPreviewPage(
  store: ReadStore,
  options: { readonly port?: number },
  context: CommandContext,
): Promise<PreviewPage> {
  await currentRelease(store);
  const { sources, close } = openSources(store, context);
  const server = await startPreviewServer({
    ...sources,
    ...(options.port !== undefined && { port: options.port }),
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
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
 * What the page is made of, for a server or a file: the built page, the dashboards, an engine on what is published.
 *
 * @example
 * const { sources, close } = openSources(store, context);
 */
export function openSources(
  store: ReadStore,
  context: Pick<CommandContext, 'home'>,
): { readonly sources: PageSources; close(): Promise<void> } {
  const engine = startEngine({ home: context.home, root: store.paths.root });
  const sources: PageSources = {
    pageDir: join(context.home, 'apps', 'preview', 'dist'),
    dashboards: async () => dashboards,
    runSql: (text, signal) => engine.rows(text, signal),
    summary: (signal) => toSummary(store, (text) => engine.rows(text, signal)),
    state: async () => publishedState(store.paths, await currentRelease(store)),
  };
  return { sources, close: () => engine.close() };
}

async function toSummary(store: ReadStore, ask: (sql: string) => ReturnType<PageSources['runSql']>) {
  const release = await currentRelease(store);
  const {
    rows: [[first] = []],
  } = await ask('select min(trading_date) from hourly_volatility');
  const {
    rows: [[newest] = []],
  } = await ask(compileAthenaSql(newestHour(athenaQueryBuilder<Tables>())));
  return {
    releaseId: release.id,
    publishedAt: release.publishedAt,
    source: store.source,
    from: typeof first === 'string' ? first : release.from,
    to: release.to,
    tickers: release.tickers,
    quality: release.quality,
    newestBar: newest instanceof Date ? newest.toISOString() : null,
  };
}
