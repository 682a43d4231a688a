export { applyChanges } from './apply-plan.ts';
export type { Change } from './change.ts';
export {
  athenaPluginId,
  type DashboardSource,
  type DataSourceSecrets,
  type DesiredDashboard,
  type DesiredDataSource,
  type DesiredState,
  desiredState,
  type DesiredStateSources,
} from './desired-state.ts';
export { diffDashboards, isSameDashboard } from './diff/diff-dashboard.ts';
export type { Difference } from './diff/difference.ts';
export { type Examination, examineGrafana, type Finding } from './examine-grafana.ts';
export { type BundleFile, type BundleOptions, defaultDashboardsPath, exportBundle } from './export-bundle.ts';
export { type Drift, findDrift } from './find-drift.ts';
export { type GrafanaSettings, grafanaSettings } from './grafana-settings.ts';
export { type Allowances, managedTag, type Obstacle } from './ownership.ts';
export { type Plan, planChanges } from './plan/plan-changes.ts';
export { planRemoval } from './plan/plan-removal.ts';
export { probeSql, projectState } from './project-state.ts';
export {
  provision,
  type ProvisionAction,
  provisionActions,
  type ProvisionContext,
  type ProvisionOutcome,
  type ProvisionRequest,
} from './provision.ts';
export { ProvisionError } from './provision-error.ts';
export { renderChanges, renderDrift, renderPlan } from './render-changes.ts';
