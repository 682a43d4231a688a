import type { Compilable } from 'kysely';
import type { ClassicPanel, Threshold } from '../model/classic-dashboard.ts';
import { type PanelFrame, panelFrame } from './panel-frame.ts';

/** Options of a bar gauge. */
interface BarGauge extends PanelFrame {
  /** Columns: the bar's name, then its value. */
  readonly query: Compilable;
  readonly unit: string;
  readonly decimals: number;
  readonly max: number;
  readonly steps: readonly Threshold[];
}

/** Grafana draws no more bars than this. */
const mostBars = 50;

/**
 * One bar per row, in the colour of its threshold.
 *
 * @example
 * barGauge({ id: 6, title: 'Coverage', query, unit: 'percentunit', decimals: 1, max: 1, steps, ... });
 */
export function barGauge(options: BarGauge): ClassicPanel {
  return {
    ...panelFrame('bargauge', 1, options),
    fieldConfig: {
      defaults: {
        unit: options.unit,
        decimals: options.decimals,
        min: 0,
        max: options.max,
        color: { mode: 'thresholds' },
        thresholds: { mode: 'absolute', steps: options.steps },
      },
      overrides: [],
    },
    options: {
      displayMode: 'basic',
      orientation: 'horizontal',
      reduceOptions: { calcs: [], fields: '', values: true, limit: mostBars },
      valueMode: 'color',
      namePlacement: 'left',
      showUnfilled: true,
      sizing: 'auto',
      minVizWidth: 8,
      minVizHeight: 16,
      maxVizHeight: 300,
      legend: { showLegend: false, displayMode: 'list', placement: 'bottom', calcs: [] },
    },
  };
}
