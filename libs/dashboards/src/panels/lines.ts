import type { Compilable } from 'kysely';
import type { ClassicPanel, FieldOverride } from '../model/classic-dashboard.ts';
import { colourOverrides } from './named-colours.ts';
import { type PanelFrame, panelFrame } from './panel-frame.ts';

/** Two hours in ms: gaps within a session are bridged, the night is not. */
const withinSessionMs = 7_200_000;

/** Options of a line panel. */
export interface Lines extends PanelFrame {
  /** Columns `time`, labels, values; ordered by time. */
  readonly query: Compilable;
  /** A Grafana unit: `none` for a measure without a unit, or when the reader selects the measure. */
  readonly unit: string;
  /** Omitted for values of any size: Grafana then shows two or three significant digits. */
  readonly decimals?: number;
  /** One line per ticker, named after it and linked to its own dashboard; otherwise one line per column. */
  readonly isPerTicker: boolean;
  /** Stacked bars instead of lines. */
  readonly isStacked?: boolean;
  /** The longest gap in ms over which a line is drawn; two hours by default. */
  readonly bridgedGapMs?: number;
  /** Values with a horizontal line. */
  readonly marks?: readonly { readonly value: number; readonly color: string }[];
  /** Columns that are states, which have the colours of their meaning. */
  readonly states?: readonly string[];
  readonly overrides?: readonly FieldOverride[];
}

const onlyThisTicker = {
  title: 'Only ${__field.labels.ticker}',
  url: '/d/tickerlake-hourly-volatility?var-ticker=${__field.labels.ticker}&${__url_time_range}',
};

/**
 * Lines over time, with a shared tooltip and a legend of last and largest values.
 *
 * @example
 * lines({ id: 1, title: 'Index', query: indexTo100(), unit: 'none', isPerTicker: true, ... });
 */
export function lines(options: Lines): ClassicPanel {
  const steps = [{ color: 'transparent', value: null }, ...(options.marks ?? [])];
  return {
    ...panelFrame('timeseries', 0, options),
    fieldConfig: {
      defaults: {
        unit: options.unit,
        ...(options.decimals !== undefined && { decimals: options.decimals }),
        ...(options.isPerTicker && { displayName: '${__field.labels.ticker}', links: [onlyThisTicker] }),
        color: { mode: 'palette-classic-by-name' },
        ...(options.marks !== undefined && { thresholds: { mode: 'absolute', steps } }),
        custom: {
          ...(options.isStacked === true
            ? {
                drawStyle: 'bars',
                lineWidth: 1,
                fillOpacity: 70,
                showPoints: 'never',
                stacking: { mode: 'normal', group: 'A' },
              }
            : {
                drawStyle: 'line',
                lineWidth: 1,
                fillOpacity: 0,
                showPoints: 'auto',
                spanNulls: options.bridgedGapMs ?? withinSessionMs,
              }),
          axisSoftMin: 0,
          ...(options.marks !== undefined && { thresholdsStyle: { mode: 'line' } }),
        },
      },
      overrides: [
        ...(options.isPerTicker ? colourOverrides() : []),
        ...(options.states === undefined ? [] : colourOverrides(options.states)),
        ...(options.overrides ?? []),
      ],
    },
    options: {
      tooltip: { mode: 'multi', sort: 'desc' },
      legend: { showLegend: true, displayMode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] },
    },
  };
}
