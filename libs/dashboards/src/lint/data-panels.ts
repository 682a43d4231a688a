/**
 * Grafana's own panels that draw the answer of a query. Panels of other plugins may need none, nor do `canvas` and `geomap`.
 *
 * @example
 * dataPanels.has('text'); // false
 */
export const dataPanels: ReadonlySet<string> = new Set([
  'timeseries', 'graph', 'stat', 'singlestat', 'gauge', 'bargauge', 'table', 'table-old', 'barchart', 'piechart', 'heatmap', 'heatmap-new', 'histogram',
  'state-timeline', 'status-history', 'logs', 'trend', 'xychart', 'candlestick', 'nodeGraph', 'flamegraph', 'traces',
]);

/**
 * Those of them that draw values over time, from left to right.
 *
 * @example
 * timePanels.has('stat'); // false
 */
export const timePanels: ReadonlySet<string> = new Set(['timeseries', 'graph', 'state-timeline', 'status-history', 'trend', 'candlestick', 'heatmap', 'heatmap-new']);
