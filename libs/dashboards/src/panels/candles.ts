import type { Compilable } from 'kysely';
import type { ClassicPanel } from '../model/classic-dashboard.ts';
import { nameColour } from '../name-colour.ts';
import { type PanelFrame, panelFrame } from './panel-frame.ts';

/** Options of candles. */
interface Candles extends PanelFrame {
  /** Columns `time`, `open`, `high`, `low`, `close`, `ticker`; ordered by ticker, then time. */
  readonly query: Compilable;
}

/**
 * Candles, in a panel for each selected ticker: prices of tickers have no common axis.
 *
 * @example
 * candles({ id: 7, title: '${ticker}', description: '...', query: sessionPrices(), gridPos });
 */
export function candles(options: Candles): ClassicPanel {
  return {
    ...panelFrame('candlestick', 1, options),
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
