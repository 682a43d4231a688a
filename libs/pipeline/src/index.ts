export { type BarFindings, barFindingsSchema, findingsText } from './bar-findings.ts';
export { PipelineError, RequestError, RunLockedError, type StageName, StoreError } from './errors.ts';
export { hourSlots } from './hour-slots.ts';
export { s3FolderPattern } from './lake/s3-folder.ts';
export { type Month, monthOf, monthRange } from './month.ts';
export type { BarPage, BarSource, FetchChunk, SourceExtent, VendorBar } from './ports/bar-source.ts';
export type { Clock } from './ports/clock.ts';
export type { AskedSplits, KnownSplit, KnownSplits, SourceSplit, Split, SplitStore } from './ports/split-store.ts';
export type { LandedFile, Landing, LandingMismatch, LandingReceipt } from './ports/landing.ts';
export type {
  BuildRequest,
  CandidateCheck,
  CheckedCandidate,
  DatasetRules,
  Release,
  ReleaseFacts,
  StagedBuild,
  TablePart,
  TidyOptions,
  TidyResult,
  UnreadableRelease,
  Warehouse,
} from './ports/warehouse.ts';
export { type BringSplits, bringSplits } from './splits/bring-splits.ts';
export { type CorrectedHour, type Corrections, sumCorrections } from './report.ts';
export { sessionRows } from './session-rows.ts';
export { createPolygonSource } from './sources/polygon-source.ts';
export { parseBarLength } from './sources/bar-length-text.ts';
export { createReplaySource } from './sources/replay-source.ts';
export { systemClock } from './system-clock.ts';
export type { LandedPart } from './ports/landing.ts';
export type { Collect, Collected } from './workflow/collect.ts';
export { collectChunks } from './workflow/collect-chunks.ts';
export { type Calendars, planRun, quotaWindowMs, type RunPlan } from './workflow/plan-run.ts';
export { type AskedRange, resolveRequest, type ResolvedRequest } from './workflow/resolve-request.ts';
export type { PipelineRun } from './workflow/pipeline-run.ts';
export { type PipelinePorts, runPipeline, type RunReport } from './workflow/run-pipeline.ts';
export type { RunRequest } from './workflow/run-request.ts';
export type { WorkflowContext } from './workflow/workflow-context.ts';
