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
  Transformation,
  ValueMapping,
  VariableOption,
} from './model/classic-dashboard.ts';
export { comparisonsDashboard } from './dashboards/comparisons-dashboard.ts';
export { dashboards } from './dashboards.ts';
export { hourlyVolatilityDashboard } from './dashboards/hourly-volatility-dashboard.ts';
export { type DashboardManifest, toManifest } from './manifest/to-manifest.ts';
export { nameColour, tickerPalette } from './name-colour.ts';
export { pageQueries } from './page/page-queries.ts';
export { isOverviewPanel } from './panels/overview/overview-panels.ts';
export { panelsOf } from './model/panels-of.ts';
export {
  notPreviewed,
  type NotPreviewed,
  type PreviewedDashboard,
  type PreviewedPanel,
} from './preview/not-previewed.ts';
export { readPreviewed } from './preview/read-previewed.ts';
export { pipelineHealthDashboard } from './dashboards/pipeline-health-dashboard.ts';
export { qualityHistoryPanels } from './panels/quality-history-panels.ts';
export { type PanelRow, rowsOf } from './model/rows-of.ts';
export { measureUnit } from './variables/measure-unit.ts';
export { variableValues } from './variables/variable-values.ts';
export { volatilityIndexDashboard } from './dashboards/volatility-index-dashboard.ts';
