export { sessionEnd } from './history/session-end.ts';
export { seasonOf } from './check/season-of.ts';
export { checkDatasets, planDatasets } from './check/check-datasets.ts';
export { lookBackOrFault, looksBack } from './history/look-back.ts';
export { type Absence, reasonOn, settleAbsences } from './values/absence.ts';
export { boundedList } from './values/bounded-list.ts';
export { memberAbsences } from './values/member-absences.ts';
export { type HeldBack, heldBackText } from './values/held-back.ts';
export { type BarFindings, barFindingsSchema, findingsText } from './values/bar-findings.ts';
export {
  ConfigError,
  PipelineError,
  RequestError,
  RunLockedError,
  type StageName,
  stageNames,
  StoreError,
} from './values/errors.ts';
export { newYorkParts, newYorkText } from './explain/clock-text.ts';
export type { ExplainPorts, RawFiles, ReadRelease, WantedFiles } from './explain/explain-ports.ts';
export { explain, type ExplainRequest, type NearestName } from './explain/explain.ts';
export { type ExplainedValue, explainValue } from './explain/explain-value.ts';
export type { ExplainedBar, ExplainedNumber, ExplainedRun, Explanation } from './explain/explanation.ts';
export { type DatasetPlace, type LineageDataset, type LineageEvent, lineageEvents } from './explain/lineage-events.ts';
export { type Evidence, readEvidence, readEvidences } from './explain/read-evidence.ts';
export { type FailureFacts, failureFacts } from './notices/failure-facts.ts';
export {
  correctionNotice,
  failureNotice,
  gapNotice,
  type NoticeEvent,
  noticeEvents,
  type RunNotice,
  type SessionGap,
} from './notices/run-notice.ts';
export { hourSlots } from './build/hour-slots.ts';
export { s3FolderPattern } from './storage/objects/s3-folder.ts';
export { type Month, monthOf, monthRange } from './values/month.ts';
export type { BarPage, BarSource, FetchChunk, SourceExtent, VendorBar } from './ports/bar-source.ts';
export type { Clock } from './ports/clock.ts';
export type { SplitsRequest, KnownSplit, KnownSplits, SourceSplit, Split, SplitStore } from './ports/split-store.ts';
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
export {
  askReference,
  type ReferenceRequest,
  type ToldReference,
  toldReferenceSchema,
} from './instruments/ask-reference.ts';
export {
  type BringInstruments,
  bringInstruments,
  type BroughtInstruments,
  dueReference,
  keepReference,
} from './instruments/bring-instruments.ts';
export { boundingInstruments, planReference, type PlannedReference } from './instruments/plan-reference.ts';
export { type ConfiguredInstruments, fromConfiguration } from './values/configured-instruments.ts';
export { type AbsenceQuestion, askAbsence, type ToldAbsence, toldAbsenceSchema } from './instruments/ask-absence.ts';
export {
  type AskAbsences,
  askingSource,
  type ConfirmAbsences,
  confirmAbsences,
  type FetchedRows,
} from './instruments/confirm-absences.ts';
export { followedExtent } from './request/followed-extent.ts';
export { type LivingPlan, withLives } from './instruments/with-lives.ts';
export type { Instrument } from './values/instrument.ts';
export { settleInstruments } from './instruments/settle-instruments.ts';
export type { InstrumentStore, KnownReference, ReferenceSource } from './ports/instrument-store.ts';
export { type BringSplits, bringSplits, keepSplits, toSplitAnswer } from './splits/bring-splits.ts';
export { type CorrectedHour, type Corrections, sumCorrections } from './values/corrections.ts';
export { sessionRows } from './build/session-rows.ts';
export { createPolygonSource } from './sources/polygon/polygon-source.ts';
export type { SourceDefinition, SourceFacts, SourceOption, SourceTools } from './sources/source-definition.ts';
export { sourceNamed, sourceNames, sources } from './sources/sources.ts';
export { errorStageOf, type FinishedStep, parseStep, type Step, stepName, type StepStage } from './values/step.ts';
export {
  type Ledger,
  type LedgerGap,
  type LedgerState,
  ledgerStates,
  type RunLedger,
  runLedgerSchema,
} from './values/ledger.ts';
export { gapRange } from './ledger/gap-range.ts';
export { type LedgerRequest, openLedger, rangeToRead } from './ledger/open-ledger.ts';
export { type RecordAsks, recordAsks } from './ledger/record-asks.ts';
export { readPublishedSessions } from './ledger/read-published-sessions.ts';
export type { GapReason, RememberedGap } from './values/remembered-gap.ts';
export type { PublishedSession } from './ledger/settle-ledger.ts';
export { wantedSessions } from './ledger/wanted-sessions.ts';
export type { LedgerStore } from './ports/ledger-store.ts';
export type {
  OpenCurrent,
  OpenOptions,
  OpenRelease,
  PreparedRows,
  Published,
  PublishedRelease,
} from './ports/published.ts';
export { publishedTableNames } from './ports/table-registry.ts';
export type { Scanned } from './engines/lake/lake-sql.ts';
export type { CheckedRun, LookBack, QualityMemory, RecordedRule } from './ports/quality-memory.ts';
export type { AcceptedObservation } from './values/accepted-observation.ts';
export { systemClock } from './ports/system-clock.ts';
export type { LandedPart } from './ports/landing.ts';
export type { Collect, Collected } from './ingest/collect.ts';
export { refusalOf } from './ingest/refused-tickers.ts';
export { collectChunks } from './ingest/collect-chunks.ts';
export { type Calendars, createCalendars } from './ports/calendars.ts';
export {
  type MarketSettings,
  marketSettings,
  marketSettingsText,
  pickMarketSettings,
} from './request/market-settings.ts';
export { planFreshness } from './request/plan-freshness.ts';
export { isAsked, planRun, quotaWindowMs, type RunPlan } from './request/plan-run.ts';
export {
  type AskedRange,
  lastSession,
  rereadSessions,
  resolveRequest,
  type ResolvedRequest,
} from './request/resolve-request.ts';
export type { PipelineRun } from './request/pipeline-run.ts';
export { type PipelinePorts, runPipeline, type RunReport } from './run/run-pipeline.ts';
export type { RunRequest } from './request/run-request.ts';
export type { SourceName } from './values/source-name.ts';
export type { WorkflowContext } from './ports/workflow-context.ts';
export { type FilesSettings, filesSchema } from './sources/files/files-settings.ts';
