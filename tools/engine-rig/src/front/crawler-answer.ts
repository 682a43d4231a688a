import type { Answer } from './front-request.ts';

interface CrawlerAnswer {
  readonly Crawler?: { readonly State?: string; readonly LastCrawl?: { readonly Status?: string } };
}

/** moto returns the states of `ListCrawls` where AWS's `GetCrawler` has different ones. */
const statuses: Readonly<Record<string, string>> = { COMPLETED: 'SUCCEEDED', STOPPED: 'CANCELLED' };

/**
 * A `GetCrawler` response as AWS sends it: `LastCrawl` is the last finished crawl, never the running one, with its
 * final status.
 *
 * @example
 * toCrawlerAnswer(await forward(asked));
 */
export function toCrawlerAnswer(answer: Answer): Answer {
  if (answer.status !== 200) return answer;
  const { Crawler, ...rest } = JSON.parse(answer.body.toString('utf8')) as CrawlerAnswer;
  if (Crawler === undefined) return answer;
  const { LastCrawl, ...crawler } = Crawler;
  const last =
    LastCrawl === undefined || crawler.State !== 'READY'
      ? {}
      : { LastCrawl: { ...LastCrawl, Status: statuses[LastCrawl.Status ?? ''] ?? LastCrawl.Status } };
  const { 'content-length': _length, ...headers } = answer.headers;
  return { ...answer, headers, body: Buffer.from(JSON.stringify({ ...rest, Crawler: { ...crawler, ...last } })) };
}
