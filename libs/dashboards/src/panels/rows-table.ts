import type { ClassicPanel, FieldOverride } from '../model/classic-dashboard.ts';
import { colourMappings } from './named-colours.ts';
import { fieldOverride } from '../model/field-override.ts';
import { type PanelFrame, panelFrame } from './panel-frame.ts';

/** Options of a table. */
interface RowsTable extends PanelFrame {
  /** Display name and format of a column, by its name in the query. */
  readonly columns: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What Grafana shows instead of the table if there are no rows. */
  readonly whenEmpty?: string;
  /** Tickers in their colours, with a link to the dashboard of the ticker. */
  readonly isLinkedByTicker?: boolean;
}

/**
 * A table with the rows in the order of the query.
 *
 * @example
 * rowsTable({ id: 3, title: 'Runs', query, columns: { calls: { displayName: 'calls' } }, ... });
 */
export function rowsTable(options: RowsTable): ClassicPanel {
  const ticker = {
    mappings: colourMappings(),
    'custom.cellOptions': { type: 'color-text' },
    links: [
      {
        title: 'Only ${__data.fields.ticker}',
        url: '/d/tickerlake-hourly-volatility?var-ticker=${__data.fields.ticker}&${__url_time_range}',
      },
    ],
  };
  const overrides: FieldOverride[] = Object.entries(options.columns).map(([name, properties]) =>
    fieldOverride(name, properties),
  );
  return {
    ...panelFrame('table', 1, options),
    fieldConfig: {
      defaults: { noValue: options.whenEmpty ?? '-' },
      overrides: options.isLinkedByTicker === true ? [fieldOverride('ticker', ticker), ...overrides] : overrides,
    },
    options: { frameIndex: 0, showHeader: true, cellHeight: 'sm' },
  };
}
