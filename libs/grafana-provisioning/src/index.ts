export { applyChanges } from './apply/apply-plan.ts';
export type { Change } from './apply/change.ts';
export {
  athenaPluginId,
  type DashboardSource,
  type DataSourceSecrets,
  type DesiredDashboard,
  type DesiredDataSource,
  type DesiredState,
  desiredState,
  type DesiredStateSources,
} from './apply/desired-state.ts';
export { diffDashboards, isSameDashboard } from './apply/diff/diff-dashboard.ts';
export type { Difference } from './apply/diff/difference.ts';
export { type Examination, examineGrafana, type Finding } from './apply/examine-grafana.ts';
export { type BundleFile, type BundleOptions, defaultDashboardsPath, exportBundle } from './apply/export-bundle.ts';
export { type Drift, findDrift } from './apply/find-drift.ts';
export { type GrafanaSettings, grafanaSettings } from './apply/grafana-settings.ts';
export { type Allowances, managedTag, type Obstacle } from './apply/ownership.ts';
export { type Plan, planChanges } from './apply/plan/plan-changes.ts';
export { planRemoval } from './apply/plan/plan-removal.ts';
export {
  provision,
  type ProvisionAction,
  provisionActions,
  type ProvisionContext,
  type ProvisionOutcome,
  type ProvisionRequest,
} from './apply/provision.ts';
export { ProvisionError } from './apply/provision-error.ts';
export { renderChanges, renderDrift, renderPlan } from './apply/render-changes.ts';
export { type AlertRuleApi, type AlertRuleGroup, alertRuleApi } from './grafana/alert-rule-group.ts';
export { type DashboardHistory, type DashboardVersion, dashboardHistory } from './grafana/dashboard-history.ts';
export {
  type DashboardStore,
  type DashboardWrite,
  isSecondModel,
  type StoredDashboard,
} from './grafana/dashboard-store.ts';
export {
  type DataSourceApi,
  type DataSourceHealth,
  type DataSourceQuery,
  type DataSourceWrite,
  dataSourceApi,
  type StoredDataSource,
} from './grafana/data-source.ts';
export {
  type FolderApi,
  type FolderEntry,
  type FolderPermission,
  folderApi,
  permissionLevels,
  type StoredFolder,
} from './grafana/folder.ts';
export { parseGrafanaAddress } from './grafana/transport/grafana-address.ts';
export { connectGrafana, type GrafanaClient } from './grafana/grafana-client.ts';
export { GrafanaError, type GrafanaFailure } from './grafana/transport/grafana-error.ts';
export { type JsonObject, toJsonObject } from './grafana/transport/json-object.ts';
export { legacyDashboards } from './grafana/legacy-dashboards.ts';
export { type PluginApi, pluginApi } from './grafana/plugin.ts';
export { resourceAnnotations, resourceDashboards } from './grafana/resource-dashboards.ts';
export { detectServer, type GrafanaServer } from './grafana/server.ts';
export { type ServiceAccountApi, serviceAccountApi, type TokenRole } from './grafana/service-account.ts';
export {
  createTransport,
  type GrafanaRequest,
  type Transport,
  type TransportOptions,
} from './grafana/transport/transport.ts';
