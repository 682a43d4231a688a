import type { JsonObject } from '../grafana/transport/json-object.ts';

/**
 * A small dashboard in classic JSON: two panels, a variable, and a query with several clauses.
 *
 * @example
 * sampleDashboard('hours').panels.length; // 2
 */
export function sampleDashboard(
  uid: string,
  changes: {
    readonly sql?: string;
    readonly title?: string;
    readonly panelTitle?: string;
    readonly redFrom?: number;
  } = {},
) {
  const datasource = { type: 'grafana-athena-datasource', uid: '${datasource}' };
  const rawSQL =
    changes.sql ??
    "select ticker, hourly_var from hourly_volatility where bar_start between $__timeFrom() and $__timeTo() and session = 'regular' order by bar_start";
  const panels: readonly JsonObject[] = [
    {
      id: 1,
      type: 'timeseries',
      title: changes.panelTitle ?? 'Hours',
      gridPos: { x: 0, y: 0, w: 24, h: 8 },
      targets: [{ refId: 'A', datasource, format: 0, rawSQL }],
      fieldConfig: { defaults: { unit: 'currencyUSD' }, overrides: [] },
    },
    {
      id: 2,
      type: 'stat',
      title: 'Failed rules',
      gridPos: { x: 0, y: 8, w: 8, h: 4 },
      targets: [{ refId: 'A', datasource, format: 1, rawSQL: 'select count(*) from quality_results' }],
      fieldConfig: {
        defaults: {
          thresholds: {
            mode: 'absolute',
            steps: [
              { color: 'green', value: null },
              { color: 'red', value: changes.redFrom ?? 1 },
            ],
          },
        },
        overrides: [],
      },
    },
  ];
  const ticker = {
    type: 'query',
    name: 'ticker',
    multi: true,
    query: { rawSQL: 'select distinct ticker from hourly_volatility', format: 1 },
    definition: 'select distinct ticker from hourly_volatility',
  };
  return {
    uid,
    title: changes.title ?? `Dashboard ${uid}`,
    tags: ['tickerlake'],
    schemaVersion: 42,
    time: { from: 'now-30d', to: 'now' },
    templating: { list: [ticker] },
    panels,
  };
}

/**
 * A group with one alert rule, with the placeholder as its data source.
 *
 * @example
 * sampleRuleGroup('Freshness').interval; // 900
 */
export function sampleRuleGroup(title: string) {
  const query = {
    refId: 'A',
    relativeTimeRange: { from: 3600, to: 0 },
    datasourceUid: '${datasource}',
    model: { refId: 'A', rawSQL: 'select 1', format: 1 },
  };
  const rule = {
    uid: `${title.toLowerCase()}-late`,
    title: 'Data is late',
    condition: 'A',
    data: [query],
    noDataState: 'Alerting',
    execErrState: 'Error',
    for: '15m',
    labels: { severity: 'page' },
    annotations: { summary: 'At {{ $value }} minutes', __dashboardUid__: 'hours', __panelId__: '2' },
  };
  return { title, interval: 900, rules: [rule] };
}
