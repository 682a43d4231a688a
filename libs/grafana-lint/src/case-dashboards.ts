/** A query of the cases that breaks no rule. */
export const soundSql = `select with_timezone(cast(bar_start as timestamp(3)), 'UTC') as time, ticker, cast(hourly_var as double) as hourly_var
from hourly_volatility where bar_start between $__timeFrom() and $__timeTo() and ticker in (\${ticker:sqlstring}) order by time`;

const connectionArgs = {
  region: '__default',
  catalog: '__default',
  database: '__default',
  resultReuseEnabled: true,
  resultReuseMaxAgeInMinutes: 60,
};
const datasource = { type: 'grafana-athena-datasource', uid: '${datasource}' };

/**
 * A target of the cases that breaks no rule, with changes.
 *
 * @example
 * targetWith({ format: 1 });
 */
export function targetWith(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { refId: 'A', datasource, format: 0, rawSQL: soundSql, connectionArgs, ...changes };
}

/**
 * A panel of the cases that breaks no rule, with changes.
 *
 * @example
 * panelWith({ description: '' });
 */
export function panelWith(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: 1,
    type: 'timeseries',
    title: 'Hourly range',
    description: 'high - low of the hour',
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    datasource,
    targets: [targetWith()],
    fieldConfig: { defaults: { unit: 'currencyUSD' }, overrides: [] },
    options: {},
    ...changes,
  };
}

/**
 * A folded row of the cases, with these panels.
 *
 * @example
 * rowWith(panelWith());
 */
export function rowWith(...panels: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> {
  return { id: 9, type: 'row', title: 'More', collapsed: true, gridPos: { x: 0, y: 0, w: 24, h: 1 }, panels };
}

/**
 * A dashboard of the cases that breaks no rule, with changes.
 *
 * @example
 * dashboardWith({ editable: true });
 */
export function dashboardWith(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const ticker = {
    type: 'query',
    name: 'ticker',
    multi: true,
    includeAll: true,
    datasource,
    query: { rawSQL: 'select distinct ticker from hourly_volatility order by ticker', format: 1, connectionArgs },
  };
  return {
    uid: 'case',
    title: 'Case',
    description: 'A case of the lint',
    schemaVersion: 42,
    editable: false,
    timezone: 'America/New_York',
    refresh: '',
    templating: { list: [{ type: 'datasource', name: 'datasource', query: 'grafana-athena-datasource' }, ticker] },
    annotations: { list: [] },
    panels: [panelWith()],
    ...changes,
  };
}

/**
 * A dashboard of the cases with one panel whose query has this SQL.
 *
 * @example
 * sqlCase('select * from bars');
 */
export function sqlCase(rawSQL: string, format = 0): Record<string, unknown> {
  return dashboardWith({ panels: [panelWith({ targets: [targetWith({ rawSQL, format })] })] });
}

/**
 * An alert rule of the cases that breaks no rule, with changes.
 *
 * @example
 * alertWith({ annotations: {} });
 */
export function alertWith(
  changes: Readonly<Record<string, unknown>> = {},
  rawSQL = 'select cast(count(*) as double) as failed from quality_results',
): Record<string, unknown> {
  return {
    uid: 'case',
    title: 'Case',
    condition: 'B',
    for: '15m',
    noDataState: 'NoData',
    execErrState: 'Error',
    annotations: { summary: 'A rule failed', runbook_url: 'https://example.com/runbook' },
    data: [
      { refId: 'A', datasourceUid: 'athena', model: { refId: 'A', format: 1, rawSQL, connectionArgs } },
      { refId: 'B', datasourceUid: '__expr__', model: { refId: 'B', type: 'threshold', expression: 'A' } },
    ],
    ...changes,
  };
}
