export { assertBudget, BudgetError } from '../cost/assert-budget.ts';
export { estimateMonth, estimateRun } from '../cost/estimate-cost.ts';
export { planWorkload } from '../cost/plan-workload.ts';
export { type ActualCost, actualCost, actualCostText, type RunUsage, type UsageReceipt } from '../cost/actual-cost.ts';
export { type CrawlOptions, type CrawlReport, crawlRawBars, type RawBarsCrawler } from './crawler/crawl-raw-bars.ts';
export type { CrawlerGlue } from './crawler/crawler-glue.ts';
export { recordLakeRun } from '../lake/history/record-lake-run.ts';
export type { RunHistory } from '../lake/history/run-history.ts';
export { createObjectStore, type ObjectStore } from '../lake/object-store.ts';
export type { Lake, LakePlace } from '../lake/open-lake.ts';
export type { RunFacts } from '../run-rows.ts';
export type { AthenaEngine } from './athena-lake-sql.ts';
export { collectThroughIngest, type IngestGround } from './collect/collect-through-ingest.ts';
export {
  type IngestAnswer,
  ingestAnswerSchema,
  type IngestReceipt,
  type IngestRequest,
  type InvokeIngest,
} from './collect/ingest-answer.ts';
export { giveBackRun, holdRun } from '../lake/run-lease.ts';
export { openAwsLake } from './open-aws-lake.ts';
