export { type AssetClass, assetClassOf, type CalendarId, calendarIdOf } from './asset-class.ts';
export type { Column, JsonRow, LogicalType, SqlRow, Table } from './column.ts';
export { columnsMarkdown } from './columns-markdown.ts';
export { type Engine, engineType } from './engine-types.ts';
export type { Formula, FormulaBar, FormulaInput, ReadColumn } from './formulas/formula.ts';
export { type ExplainedTable, explainedTables } from './formulas/index.ts';
export { type HourlyMeasure, hourlyMeasures } from './hourly-measures.ts';
export { maxSummand } from './max-summand.ts';
export { rowSchema } from './row-schema.ts';
export { bytesPer, sizeText } from './size-text.ts';
export { barDifferencesTable } from './tables/bar-differences.ts';
export { barsTable } from './tables/bars.ts';
export { correctionsTable } from './tables/corrections.ts';
export { coverageTable } from './tables/coverage.ts';
export { dailyVolatilityTable } from './tables/daily-volatility.ts';
export { hourSlotsTable, slotMs } from './tables/hour-slots.ts';
export { hourlyVolatilityAdjustedTable } from './tables/hourly-volatility-adjusted.ts';
export { hourlyVolatilityTable } from './tables/hourly-volatility.ts';
export { instrumentsTable } from './tables/instruments.ts';
export { type Tables, tables } from './tables/index.ts';
export { qualityHistoryTable } from './tables/quality-history.ts';
export { qualityResultsTable } from './tables/quality-results.ts';
export { landedBarsTable, rawBarLists, rawBarsTable } from './tables/raw-bars.ts';
export { landedBars } from './landed-bars.ts';
export { reconciliationTable } from './tables/reconciliation.ts';
export { runsTable } from './tables/runs.ts';
export { sessionReturnsTable } from './tables/session-returns.ts';
export { sessionTotalsTable } from './tables/session-totals.ts';
export { sessionsTable } from './tables/sessions.ts';
export { splitsTable } from './tables/splits.ts';
export { tickerFault } from './ticker-fault.ts';
export { tickerOrUniverseSchema, tickerSchema } from './ticker-schema.ts';
export {
  expandTickers,
  isUniverseName,
  type Member,
  membersOf,
  namedMembers,
  toMembers,
  type UniverseName,
  universeNames,
  universes,
} from './universes.ts';
