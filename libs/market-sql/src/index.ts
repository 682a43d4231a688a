export { aggregateTickers, weekOfHours } from './analysis/tickers/aggregate-tickers.ts';
export { type AnalysisView, analysisViews } from './analysis/analysis-views.ts';
export { annualiseHours, type VarianceHour } from './analysis/hours/annualise-hours.ts';
export { annualised } from './analysis/hours/annualised.ts';
export { averageTrueRange, sessionsOfMemory } from './analysis/sessions/average-true-range.ts';
export { compareWithGroup, type GroupedHour } from './analysis/tickers/compare-with-group.ts';
export { correlateTickers } from './analysis/tickers/correlate-tickers.ts';
export { indexHoursOfSession } from './analysis/hours/index-hours-of-session.ts';
export { indexHours } from './analysis/hours/index-hours.ts';
export {
  type HourMeasure,
  type MeasuredHour,
  type MeasuredHours,
  measuredHours,
} from './analysis/hours/measured-hours.ts';
export { daysOfSessions, overSessions, type SessionSource } from './analysis/sessions/over-sessions.ts';
export { ownZScores } from './analysis/hours/own-z-scores.ts';
export { publishedCoverage } from './analysis/published-coverage.ts';
export { type PublishedRange, publishedSessions, suspiciousSessions } from './analysis/published-sessions.ts';
export {
  type BarTolerance,
  compareBars,
  type ReconciledTables,
  type Tolerance,
} from './analysis/reconciliation/compare-bars.ts';
export { findShifts } from './analysis/reconciliation/find-shifts.ts';
export { listDifferences } from './analysis/reconciliation/list-differences.ts';
export { reconcileSessions } from './analysis/reconciliation/reconcile-sessions.ts';
export { rollingSessions } from './analysis/sessions/rolling-sessions.ts';
export { type SessionHours, sessionHours } from './analysis/sessions/session-hours.ts';
export { sessionTotals } from './analysis/sessions/session-totals.ts';
export { standingOfTickers } from './analysis/tickers/standing-of-tickers.ts';
export { usualHours } from './analysis/hours/usual-hours.ts';
export { vendorTotalsTable, type WithVendorTotals } from './analysis/sessions/vendor-totals.ts';
export { calendarOf } from './stages/calendar-of.ts';
export { compareHours } from './stages/compare-hours.ts';
export { expandLines, expandLinesByUnnest } from './stages/expand-lines.ts';
export { coverSessions } from './stages/cover-sessions.ts';
export { differentBars, latestBars } from './stages/latest-bars.ts';
export { locateBarsByJoin } from './stages/locate-bars-by-join.ts';
export { locateBars } from './stages/locate-bars.ts';
export { changedBars, correctedBars, mergeBars, mergeBarsByJoin } from './stages/merge-bars.ts';
export { rollUpHours } from './stages/roll-up-hours.ts';
export type { CoverageState } from './stages/session-coverage.ts';
export { noTakenBackBars, takenBackBars } from './stages/taken-back-bars.ts';
export { slotLists } from './stages/slot-lists.ts';
export type { StageTables } from './stages/stage-tables.ts';
