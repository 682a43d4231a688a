export { type CrawlOptions, type CrawlReport, crawlRawBars, type RawBarsCrawler } from './crawler/crawl-raw-bars.ts';
export type { CrawlerGlue } from './crawler/crawler-glue.ts';
export { recordLakeRun } from '../lake/history/record-lake-run.ts';
export type { RunHistory } from '../lake/history/run-history.ts';
export { createObjectStore, type ObjectStore } from '../lake/object-store.ts';
export type { Lake, LakePlace } from '../lake/open-lake.ts';
export type { RunFacts } from '../run-rows.ts';
export type { AthenaEngine } from './athena-lake-sql.ts';
export { openAwsLake } from './open-aws-lake.ts';
