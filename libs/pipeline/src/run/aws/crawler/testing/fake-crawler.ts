import type { Clock } from '../../../../ports/clock.ts';
import type { CrawledTable, CrawlerGlue, GlueCrawler } from '../crawler-glue.ts';

/** How the next crawls go; the last entry stays. */
export interface CrawlScript {
  /** How long it runs. */
  readonly tookMs?: number;
  readonly status?: string;
  readonly message?: string;
  /** What it does to the tables when it ends. */
  readonly leaves?: (tables: Map<string, CrawledTable>) => void;
}

/** Glue with one crawler, which follows what AWS documents of it. */
export interface FakeCrawler {
  readonly glue: CrawlerGlue;
  readonly tables: Map<string, CrawledTable>;
  /** Calls in order. */
  readonly calls: string[];
  /** Starts a crawl as another program would. */
  start(): void;
}

const named = (name: string): Error => Object.assign(new Error(`${name} happened`), { name });
const wholeSecond = (ms: number): Date => new Date(Math.floor(ms / 1_000) * 1_000);

/**
 * A crawler on a clock: READY, RUNNING while it works, STOPPING for its last second; `LastCrawl` is the last one that ended, its
 * start in whole seconds.
 *
 * @example
 * const { glue, calls } = createFakeCrawler(clock, [{ status: 'FAILED', message: 'Access denied' }]);
 */
export function createFakeCrawler(clock: Pick<Clock, 'now'>, script: readonly CrawlScript[] = [{}]): FakeCrawler {
  const tables = new Map<string, CrawledTable>();
  const calls: string[] = [];
  let crawls = 0;
  let running: { readonly startMs: number; readonly endMs: number; readonly script: CrawlScript } | null = null;
  let last: GlueCrawler['LastCrawl'];
  const settle = (): void => {
    if (running === null || clock.now().getTime() < running.endMs) return;
    const {
      startMs,
      script: { status = 'SUCCEEDED', message, leaves },
    } = running;
    last = {
      Status: status,
      ErrorMessage: message,
      LogGroup: '/aws-glue/crawlers',
      LogStream: 'raw',
      StartTime: wholeSecond(startMs),
    };
    running = null;
    leaves?.(tables);
  };
  const start = (): void => {
    settle();
    if (running !== null) throw named('CrawlerRunningException');
    const next = script[Math.min(crawls, script.length - 1)] ?? {};
    crawls += 1;
    const startMs = clock.now().getTime();
    running = { startMs, endMs: startMs + (next.tookMs ?? 90_000), script: next };
  };
  const glue: CrawlerGlue = {
    async startCrawler() {
      calls.push('StartCrawler');
      start();
      return {};
    },
    async getCrawler() {
      calls.push('GetCrawler');
      settle();
      const State =
        running === null ? 'READY' : clock.now().getTime() >= running.endMs - 1_000 ? 'STOPPING' : 'RUNNING';
      return { Crawler: { State, LastCrawl: last } };
    },
    getDatabase: async () => ({}),
    createDatabase: async () => ({}),
    async createTable({ TableInput }) {
      calls.push('CreateTable');
      tables.set(TableInput.Name, { ...TableInput });
      return {};
    },
    updateTable: async () => ({}),
    async getTable({ Name }) {
      const Table = tables.get(Name);
      if (Table === undefined) throw named('EntityNotFoundException');
      return { Table };
    },
    async getTables({ NextToken }) {
      // One table a page.
      const at = Number(NextToken ?? 0);
      return {
        TableList: [...tables.values()].slice(at, at + 1),
        NextToken: at + 1 < tables.size ? String(at + 1) : undefined,
      };
    },
  };
  return { glue, tables, calls, start };
}
