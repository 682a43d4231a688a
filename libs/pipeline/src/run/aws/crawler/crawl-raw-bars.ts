import { PipelineError } from '../../../values/errors.ts';
import { ensureRawBars } from '../../../release/iceberg/ensure-tables.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { WorkflowContext } from '../../../ports/workflow-context.ts';
import { checkCrawl, tablesOfLanding } from './check-crawl.ts';
import type { CrawlerGlue } from './crawler-glue.ts';
import { type CrawlerLocation, probeCrawler, startCrawl } from './start-crawl.ts';

/** A crawler over the landing of a lake, and what it takes to run it. */
export interface RawBarsCrawler extends CrawlerLocation {
  /** `new Glue({ region })` of the AWS SDK. */
  readonly glue: CrawlerGlue;
  readonly clock: Pick<Clock, 'now'>;
}

/** How long a crawl may take. */
export interface CrawlOptions {
  /** From the first start to the end, in milliseconds; half an hour by default. */
  readonly deadlineMs?: number;
  /** The first wait between two looks, in milliseconds; it grows to a minute. 10 s by default. */
  readonly pollMs?: number;
}

/** What a crawl did. */
export interface CrawlReport {
  /** How often the crawler was started, or found running. */
  readonly rounds: number;
  /** Whether the last round found it running. */
  readonly isAttached: boolean;
  readonly waitedMs: number;
}

const longestPollMs = 60_000;

/**
 * Lets a Glue crawler find what has landed, and makes sure that it left the table `raw_bars` as the pipeline needs it. The table
 * is made first where it is missing, so that no crawler invents it. A running crawler is waited for; when it had begun
 * before this, it may have passed our folder by, so it is started again. Optional: `raw_bars` works its days out without one.
 *
 * Only its steps ask Glue and the clock, so that any engine of workflows can drive it.
 *
 * @throws {PipelineError} of the stage `verify`: when the crawl failed, was cancelled or never ends, or when it changed the table.
 * @throws {StoreError} when the crawler does not exist, or Glue does not respond.
 * @example
 * await crawlRawBars(context, { glue: new Glue({}), clock: systemClock, name: 'tickerlake-raw-bars', database: 'tickerlake', location: 's3://lake/tickerlake/' });
 */
export async function crawlRawBars(
  context: WorkflowContext,
  crawler: RawBarsCrawler,
  options: CrawlOptions = {},
): Promise<CrawlReport> {
  const { deadlineMs = 1_800_000, pollMs = 10_000 } = options;
  const { startedMs, tables } = await context.step({ stage: 'crawl', part: 'prepare' }, async () => {
    const now = crawler.clock.now().getTime();
    await ensureRawBars({ ...crawler, objects: crawler });
    return { startedMs: now, tables: await tablesOfLanding(crawler) };
  });
  let looks = 0;
  let waitMs = pollMs;
  for (let round = 1; ; round += 1) {
    const begun = await context.step({ stage: 'crawl', part: 'start', round }, () => startCrawl(crawler));
    let seen = { isDone: false, isOurs: false, nowMs: startedMs };
    while (!seen.isDone) {
      looks += 1;
      await context.sleep(`crawl wait ${looks}`, waitMs);
      waitMs = Math.min(longestPollMs, waitMs * 1.5);
      seen = await context.step({ stage: 'crawl', part: `look ${looks}` }, () =>
        probeCrawler(crawler, begun, startedMs),
      );
      if (!seen.isOurs && seen.nowMs - startedMs >= deadlineMs) throw tooLate(crawler, deadlineMs);
    }
    if (!seen.isOurs) continue;
    await context.step({ stage: 'crawl', part: 'check' }, async () => {
      await checkCrawl(crawler, tables);
      return { isOurs: true };
    });
    return { rounds: round, isAttached: begun.isAttached, waitedMs: seen.nowMs - startedMs };
  }
}

function tooLate({ name }: RawBarsCrawler, deadlineMs: number): PipelineError {
  return new PipelineError(
    `The Glue crawler ${name} is still running after ${Math.round(deadlineMs / 60_000)} minutes. Look at its log, stop it, or allow it more time; then run again. Nothing was published.`,
    { stage: 'verify', transient: true },
  );
}
