/**
 * Grafana's own panels that draw the answer of a query. Panels of other plugins may need none, nor do `canvas` and `geomap`.
 *
 * @example
 * dataPanels.has('text'); // false
 */
export const dataPanels: ReadonlySet<string> = new Set([
  'timeseries',
  'graph',
  'stat',
  'singlestat',
  'gauge',
  'bargauge',
  'table',
  'table-old',
  'barchart',
  'piechart',
  'heatmap',
  'heatmap-new',
  'histogram',
  'state-timeline',
  'status-history',
  'logs',
  'trend',
  'xychart',
  'candlestick',
  'nodeGraph',
  'flamegraph',
  'traces',
]);

/**
 * Grafana's own panels that ask no data source, whatever queries are left in them from what they were before.
 *
 * @example
 * silentPanels.has('text'); // true
 */
export const silentPanels: ReadonlySet<string> = new Set([
  'text',
  'news',
  'dashlist',
  'annolist',
  'alertlist',
  'alertGroups',
  'welcome',
  'gettingstarted',
]);

/**
 * Those of the first that draw values over time, from left to right.
 *
 * @example
 * timePanels.has('stat'); // false
 */
export const timePanels: ReadonlySet<string> = new Set([
  'timeseries',
  'graph',
  'state-timeline',
  'status-history',
  'trend',
  'candlestick',
  'heatmap',
  'heatmap-new',
]);
