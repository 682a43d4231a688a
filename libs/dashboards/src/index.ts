export { type AlertRule } from './alerts/alert-rule.ts';
export { alertRuleGroups, type RuleGroup } from './alerts/alert-rule-groups.ts';
export type {
  AthenaTarget,
  ClassicDashboard,
  ClassicPanel,
  ClassicRow,
  ConnectionArgs,
  CustomVariable,
  DashboardLink,
  DashboardVariable,
  DataLink,
  DataSourceRef,
  DataSourceVariable,
  FieldDefaults,
  FieldOverride,
  GridPos,
  QueryAnnotation,
  QueryVariable,
  TextVariable,
  Threshold,
  TimeRegionAnnotation,
  VariableOption,
} from './classic-dashboard.ts';
export { comparisonsDashboard } from './comparisons-dashboard.ts';
export { dashboards } from './dashboards.ts';
export { duckDbShims } from './duckdb-shims.ts';
export { type FrameEntities, type FrameJson, fromFrameJson, toFrameJson } from './frames/frame-json.ts';
export type { FieldType, FillMode, LongFrame, WideFrame, WideSeries } from './frames/frame.ts';
export { type AthenaResult, toFrame } from './frames/to-frame.ts';
export { toSeries } from './frames/to-series.ts';
export { hourlyVolatilityDashboard } from './hourly-volatility-dashboard.ts';
export type { LintFinding } from './lint/finding.ts';
export { lintDashboards } from './lint/lint-dashboards.ts';
export type { LintOptions } from './lint/lint-rule.ts';
export { lintText, unreadable } from './lint/lint-text.ts';
export { lintRules } from './lint/rules/index.ts';
export { expandMacros, type MacroRange } from './macros/expand-macros.ts';
export { interpolateVariables, type VariableValues } from './macros/interpolate-variables.ts';
export { MacroError } from './macros/macro-error.ts';
export { type DashboardManifest, toManifest } from './manifest/to-manifest.ts';
export { nameColour, tickerPalette } from './name-colour.ts';
export { pageQueries } from './page/page-queries.ts';
export { panelsOf } from './panels-of.ts';
export {
  notPreviewed,
  type NotPreviewed,
  type PreviewedDashboard,
  type PreviewedPanel,
} from './preview/not-previewed.ts';
export { readPreviewed } from './preview/read-previewed.ts';
export { pipelineHealthDashboard } from './pipeline-health-dashboard.ts';
export { qualityHistoryPanels } from './quality-history-panels.ts';
export { type PanelRow, rowsOf } from './rows-of.ts';
export { measureUnit } from './variables/measure-variable.ts';
export { variableValues } from './variables/variable-values.ts';
export { volatilityIndexDashboard } from './volatility-index-dashboard.ts';
