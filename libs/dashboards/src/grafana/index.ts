export { type AlertRuleApi, type AlertRuleGroup, alertRuleApi } from './alert-rule-group.ts';
export { type DashboardHistory, type DashboardVersion, dashboardHistory } from './dashboard-history.ts';
export { type DashboardStore, type DashboardWrite, isSecondModel, type StoredDashboard } from './dashboard-store.ts';
export {
  type DataSourceApi,
  type DataSourceHealth,
  type DataSourceQuery,
  type DataSourceWrite,
  dataSourceApi,
  type StoredDataSource,
} from './data-source.ts';
export {
  type FolderApi,
  type FolderEntry,
  type FolderPermission,
  folderApi,
  permissionLevels,
  type StoredFolder,
} from './folder.ts';
export { parseGrafanaAddress } from './grafana-address.ts';
export { connectGrafana, type GrafanaClient } from './grafana-client.ts';
export { GrafanaError, type GrafanaFailure } from './grafana-error.ts';
export { type JsonObject, toJsonObject } from './json-object.ts';
export { legacyDashboards } from './legacy-dashboards.ts';
export { type PluginApi, pluginApi } from './plugin.ts';
export { resourceAnnotations, resourceDashboards } from './resource-dashboards.ts';
export { detectServer, type GrafanaServer } from './server.ts';
export { type ServiceAccountApi, serviceAccountApi, type TokenRole } from './service-account.ts';
export { createTransport, type GrafanaRequest, type Transport, type TransportOptions } from './transport.ts';
