import { join } from 'node:path';
import { athenaQueryBuilder, compileAthenaSql } from '@tickerlake/athena-sql';
import { dashboards } from '@tickerlake/dashboards';
import { explain, type ExplainPorts, type PublishedRelease } from '@tickerlake/pipeline';
import type { Tables } from '@tickerlake/record-schema';
import type { CommandContext } from '../composition/command-context.ts';
import { publishedRelease, type Reading } from '../composition/open-reading.ts';
import { nearestName } from '../input/nearest-name.ts';
import { ofOneRelease } from '../page-engine/of-one-release.ts';
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
 * Serves the dashboards of a target on loopback. Each answer reads the release and the runs that are current at that moment, so the page
 * follows later runs without a restart.
 *
 * @throws {RequestError} when nothing is published yet, or the port is already in use.
 * @example
 * const page = await openPreviewPage(reading, {}, context);
 */
export async function openPreviewPage(
  reading: Reading,
  options: { readonly port?: number },
  context: CommandContext,
): Promise<PreviewPage> {
  await publishedRelease(reading);
  const { sources, close } = openSources(reading, context);
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
 * const { sources, close } = openSources(reading, context);
 */
export function openSources(
  reading: Reading,
  context: Pick<CommandContext, 'home'>,
): { readonly sources: PageSources; close(): Promise<void> } {
  const engine = reading.target.startPageEngine(context.home);
  const sources: PageSources = {
    pageDir: join(context.home, 'apps', 'preview', 'dist'),
    dashboards: async () => dashboards,
    runSql: (text, signal) => engine.rows(text, signal),
    summary: (signal) =>
      ofOneRelease(engine, (release) => toSummary(reading, release, (text) => engine.rows(text, signal))),
    explain: ({ ticker, at, column }, signal) =>
      ofOneRelease(engine, (release) => {
        const ports = explainPorts(reading, release, (text) => engine.rows(text, signal));
        const time = typeof at === 'number' ? { instantMs: at } : { tradingDate: at };
        return explain(ports, { ticker, at: time, ...(column !== null && { column }) }, nearestName);
      }),
    state: () => engine.state(),
    scans: () => engine.scans(),
  };
  return { sources, close: () => engine.close() };
}

/** The page's engine takes text. */
function explainPorts(
  { target, calendars }: Reading,
  release: PublishedRelease,
  read: (sql: string) => ReturnType<PageSources['runSql']>,
): ExplainPorts {
  return {
    rawFiles: target.rawFiles,
    release: async () => release,
    calendars,
    async ask<Row>(query: Parameters<ExplainPorts['ask']>[0]) {
      const { columns, rows } = await read(compileAthenaSql(query(athenaQueryBuilder<Tables>())));
      return rows.map((values) => Object.fromEntries(columns.map(({ name }, index) => [name, values[index]])) as Row);
    },
  };
}

async function toSummary(
  reading: Pick<Reading, 'source'>,
  release: PublishedRelease,
  ask: (sql: string) => ReturnType<PageSources['runSql']>,
) {
  const {
    rows: [[first] = []],
  } = await ask('select min(trading_date) from hourly_volatility');
  const {
    rows: [[newest] = []],
  } = await ask(compileAthenaSql(newestHour(athenaQueryBuilder<Tables>())));
  return {
    releaseId: release.id,
    publishedAt: release.publishedAt,
    source: reading.source,
    from: typeof first === 'string' ? first : release.from,
    to: release.to,
    tickers: release.tickers,
    quality: release.quality,
    newestBar: newest instanceof Date ? newest.toISOString() : null,
  };
}
