/** The Grafana unit of every measure: dollars are not among them, because a panel has one unit whatever is selected. */
export const measureUnit = 'percent';
