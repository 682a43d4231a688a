import { type AlertRuleApi, alertRuleApi } from './alert-rule-group.ts';
import { type DashboardHistory, dashboardHistory } from './dashboard-history.ts';
import type { DashboardStore } from './dashboard-store.ts';
import { type DataSourceApi, dataSourceApi } from './data-source.ts';
import { type FolderApi, folderApi } from './folder.ts';
import { legacyDashboards } from './legacy-dashboards.ts';
import { type PluginApi, pluginApi } from './plugin.ts';
import { resourceDashboards } from './resource-dashboards.ts';
import { detectServer, type GrafanaServer } from './server.ts';
import { type ServiceAccountApi, serviceAccountApi } from './service-account.ts';
import { createTransport, type TransportOptions } from './transport/transport.ts';

/** A Grafana, with routes that match its version. */
export interface GrafanaClient {
  readonly url: string;
  readonly server: GrafanaServer;
  readonly dashboards: DashboardStore;
  readonly history: DashboardHistory;
  readonly dataSources: DataSourceApi;
  readonly folders: FolderApi;
  readonly alertRules: AlertRuleApi;
  readonly plugins: PluginApi;
  readonly serviceAccounts: ServiceAccountApi;
}

/**
 * Connects to a Grafana from 10 to 13: detects its version and routes, and uses `/apis` for dashboards where available.
 *
 * @throws {GrafanaError} When the address is wrong or unreachable, the token is rejected, or Grafana is older than 10.
 * @example
 * const grafana = await connectGrafana({ url: 'https://grafana.example.com', token, fetch, sleep });
 * await grafana.dashboards.read('tickerlake-hourly-volatility');
 */
export async function connectGrafana(options: TransportOptions): Promise<GrafanaClient> {
  const transport = createTransport(options);
  const server = await detectServer(transport);
  return {
    url: transport.url,
    server,
    dashboards: server.dashboardsApi === 'legacy' ? legacyDashboards(transport) : resourceDashboards(transport, server),
    history: dashboardHistory(transport),
    dataSources: dataSourceApi(transport),
    folders: folderApi(transport),
    alertRules: alertRuleApi(transport),
    plugins: pluginApi(transport),
    serviceAccounts: serviceAccountApi(transport),
  };
}
