import { PipelineError, StoreError } from '../../../values/errors.ts';
import { toAwsFailure } from '../../../storage/objects/aws-failure.ts';
import { isMissingInGlue } from '../../../engines/lake/lake-glue.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { CrawlerGlue, GlueCrawler } from './crawler-glue.ts';

/** Which crawler, and whose landing it is for. */
export interface CrawlerLocation {
  /** The crawler's name. */
  readonly name: string;
  /** The Glue database of the lake. */
  readonly database: string;
  /** The lake's folder, `s3://bucket/folder/`. */
  readonly location: string;
}

/** How a crawl began. */
export interface StartedCrawl {
  /** Whether the crawler was already running. */
  readonly isAttached: boolean;
  /** When the last crawl before it started, in ms; null when there was none. */
  readonly previousMs: number | null;
}

/** A look at a crawler. */
export interface CrawlerProbe {
  /** Whether the crawl that we wait for has ended. */
  readonly isDone: boolean;
  /** Whether it can have seen everything that landed before the first start. */
  readonly isOurs: boolean;
  readonly nowMs: number;
}

type Crawler = CrawlerLocation & { readonly glue: CrawlerGlue; readonly clock: Pick<Clock, 'now'> };

/** Glue gives instants in whole seconds, by its own clock. */
const clockSlackMs = 2_000;

/**
 * Starts the crawler, or finds it running: the answer to an earlier start may have been lost, or something else started it.
 *
 * @throws {StoreError} when the crawler does not exist, or Glue does not let it start.
 * @example
 * const begun = await startCrawl(crawler);
 */
export async function startCrawl(crawler: Crawler): Promise<StartedCrawl> {
  const { LastCrawl } = await readCrawler(crawler);
  const previousMs = LastCrawl?.StartTime?.getTime() ?? null;
  try {
    await crawler.glue.startCrawler({ Name: crawler.name });
    return { isAttached: false, previousMs };
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'CrawlerRunningException') return { isAttached: true, previousMs };
    throw failure(crawler, 'StartCrawler', cause);
  }
}

/**
 * Whether the crawl has ended: the crawler is ready, and its last crawl is another than before.
 *
 * @param sinceMs what landed before this, in ms, must have been seen.
 * @throws {PipelineError} when it failed or was cancelled, in Glue's words.
 * @example
 * const { isDone, isOurs } = await probeCrawler(crawler, begun, startedMs);
 */
export async function probeCrawler(crawler: Crawler, begun: StartedCrawl, sinceMs: number): Promise<CrawlerProbe> {
  const { State, LastCrawl } = await readCrawler(crawler);
  const nowMs = crawler.clock.now().getTime();
  const lastMs = LastCrawl?.StartTime?.getTime() ?? null;
  if (State !== 'READY' || lastMs === null || lastMs === begun.previousMs)
    return { isDone: false, isOurs: false, nowMs };
  const isOurs = !begun.isAttached || lastMs >= sinceMs - clockSlackMs;
  // The outcome of a foreign crawl that began too early does not matter: ours comes next.
  if (isOurs && LastCrawl !== undefined) assertSucceeded(crawler, LastCrawl);
  return { isDone: true, isOurs, nowMs };
}

function assertSucceeded({ name }: Crawler, last: NonNullable<GlueCrawler['LastCrawl']>): void {
  const {
    Status = 'without a status',
    ErrorMessage = 'no message',
    LogGroup = '/aws-glue/crawlers',
    LogStream = name,
  } = last;
  if (Status === 'SUCCEEDED') return;
  const isCancelled = Status === 'CANCELLED';
  throw new PipelineError(
    `The crawl of ${name} ended ${Status}: ${isCancelled ? 'it was stopped by hand' : ErrorMessage}. Its log: CloudWatch, group ${LogGroup}, stream ${LogStream}. ${isCancelled ? 'Run again.' : 'Fix what it names, then run again.'} Nothing was published.`,
    {
      stage: 'verify',
      transient: isCancelled || /internal|throttl|rate exceeded|timed? ?out|unavailable/i.test(ErrorMessage),
    },
  );
}

async function readCrawler(crawler: Crawler): Promise<GlueCrawler> {
  const answer = await crawler.glue.getCrawler({ Name: crawler.name }).catch((cause: unknown) => {
    throw failure(crawler, 'GetCrawler', cause);
  });
  return answer.Crawler ?? {};
}

function failure({ name }: CrawlerLocation, action: string, cause: unknown): StoreError {
  if (isMissingInGlue(cause))
    return new StoreError(
      `There is no Glue crawler ${name} in this account and region: create it, or run without one.`,
      {
        path: name,
        cause,
      },
    );
  const { reason, transient, next } = toAwsFailure(cause, `glue:${action}`);
  return new StoreError(`Glue: ${action} of ${name} failed: ${reason}. ${next}`, { path: name, cause, transient });
}
