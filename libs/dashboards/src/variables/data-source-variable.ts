import type { DataSourceVariable } from '../model/classic-dashboard.ts';

/** The Athena data source to query: each Grafana selects its own. */
export const dataSourceVariable: DataSourceVariable = {
  type: 'datasource',
  name: 'datasource',
  label: 'Data source',
  query: 'grafana-athena-datasource',
};
