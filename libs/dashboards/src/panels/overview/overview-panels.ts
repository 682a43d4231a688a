/**
 * The panels of *Hourly volatility* that are its first screen. The page draws the same queries itself, on trading time and with
 * clicks, which Grafana's panels do not have.
 *
 * @example
 * panelsOf(dashboard).filter(({ id }) => Object.values(overviewPanels).includes(id));
 */
export const overviewPanels = { sentence: 8, heatMap: 9, normalDay: 10, tickers: 11 } as const;

/**
 * Whether a panel belongs to the first screen.
 *
 * @example
 * isOverviewPanel('tickerlake-hourly-volatility', 8); // true
 */
export const isOverviewPanel = (uid: string | undefined, id: number): boolean =>
  uid === 'tickerlake-hourly-volatility' && Object.values<number>(overviewPanels).includes(id);
