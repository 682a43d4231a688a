import type { Compilable } from 'kysely';
import { athenaTarget, dataSource } from '../model/athena-target.ts';
import type { ClassicPanel, GridPos } from '../model/classic-dashboard.ts';
import { nameColour } from '../name-colour.ts';

/** Options of candles. */
interface Candles {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  /** Columns `time`, `open`, `high`, `low`, `close`, `ticker`; ordered by ticker, then time. */
  readonly query: Compilable;
  readonly gridPos: GridPos;
}

/**
 * Candles, in a panel for each selected ticker: prices of tickers have no common axis.
 *
 * @example
 * candles({ id: 7, title: '${ticker}', description: '...', query: sessionPrices(), gridPos });
 */
export function candles(options: Candles): ClassicPanel {
  return {
    id: options.id,
    type: 'candlestick',
    title: options.title,
    description: options.description,
    gridPos: options.gridPos,
    datasource: dataSource,
    targets: [athenaTarget(1, options.query)],
    repeat: 'ticker',
    repeatDirection: 'h',
    maxPerRow: 3,
    fieldConfig: { defaults: { unit: 'none', decimals: 2 }, overrides: [] },
    options: {
      mode: 'candles',
      candleStyle: 'candles',
      colorStrategy: 'open-close',
      colors: {
        up: nameColour('pass').stroke,
        down: nameColour('fail').stroke,
        flat: nameColour('not_evaluated').stroke,
      },
      fields: { open: 'open', high: 'high', low: 'low', close: 'close' },
      includeAllFields: false,
      tooltip: { mode: 'multi', sort: 'none' },
      legend: { showLegend: false, displayMode: 'list', placement: 'bottom', calcs: [] },
    },
  };
}
