export { assertBudget, BudgetError } from '../../cost/assert-budget.ts';
export { estimateMonth, estimateRun } from '../../cost/estimate-cost.ts';
export { planWorkload } from '../../cost/plan-workload.ts';
export {
  type ActualCost,
  actualCost,
  actualCostText,
  type RunUsage,
  type UsageReceipt,
} from '../../cost/actual-cost.ts';
export { type CrawlOptions, type CrawlReport, crawlRawBars, type RawBarsCrawler } from './crawler/crawl-raw-bars.ts';
export type { CrawlerGlue } from './crawler/crawler-glue.ts';
export { createLakeInstrumentStore } from '../../instruments/lake-instrument-store.ts';
export { createLakeLedgerStore } from '../../ledger/lake-ledger-store.ts';
export { createLakeSplitStore } from '../../splits/lake-split-store.ts';
export { recordLakeRun } from '../../history/lake/record-lake-run.ts';
export type { RunHistory } from '../../history/lake/run-history.ts';
export { createObjectStore, type ObjectStore } from '../../storage/objects/object-store.ts';
export type { Lake, LakeOptions } from '../lake/open-lake.ts';
export type { RunFacts } from '../../history/run-rows.ts';
export type { AthenaEngine } from '../../engines/lake/athena-lake-sql.ts';
export { collectThroughIngest, type IngestOptions } from '../../ingest/landing-lambda/collect-through-ingest.ts';
export {
  type IngestAnswer,
  ingestAnswerSchema,
  type IngestReceipt,
  type IngestRequest,
  type InvokeIngest,
} from '../../ingest/landing-lambda/ingest-answer.ts';
export { releaseLease, renewLease } from '../drivers/run-lease.ts';
export { openAwsLake } from './open-aws-lake.ts';
export { createS3Files } from '../../check/s3-files.ts';
