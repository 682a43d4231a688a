import type { DataSourceVariable } from '../classic-dashboard.ts';

/** Which Athena data source is asked: each Grafana picks its own. */
export const dataSourceVariable: DataSourceVariable = { type: 'datasource', name: 'datasource', label: 'Data source', query: 'grafana-athena-datasource' };
