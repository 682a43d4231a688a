import type { Compilable } from 'kysely';
import type { ClassicPanel } from '../model/classic-dashboard.ts';
import { type PanelFrame, panelFrame } from './panel-frame.ts';

/** Options of a bar panel. */
interface Bars extends PanelFrame {
  /** Columns: the bar's name, then its value. */
  readonly query: Compilable;
  readonly unit: string;
  readonly decimals: number;
  readonly xField: string;
  readonly max?: number;
}

/**
 * One bar per row.
 *
 * @example
 * bars({ id: 4, title: 'Coverage', query, xField: 'ticker', unit: 'percentunit', decimals: 1, ... });
 */
export function bars(options: Bars): ClassicPanel {
  return {
    ...panelFrame('barchart', 1, options),
    fieldConfig: {
      defaults: {
        unit: options.unit,
        decimals: options.decimals,
        min: 0,
        ...(options.max !== undefined && { max: options.max }),
        color: { mode: 'palette-classic' },
        custom: { fillOpacity: 80, lineWidth: 1 },
      },
      overrides: [],
    },
    options: {
      xField: options.xField,
      orientation: 'horizontal',
      showValue: 'auto',
      stacking: 'none',
      groupWidth: 0.7,
      barWidth: 0.9,
      xTickLabelRotation: 0,
      xTickLabelMaxLength: 0,
      fullHighlight: false,
      barRadius: 0,
      tooltip: { mode: 'single', sort: 'none' },
      legend: { showLegend: false, displayMode: 'list', placement: 'bottom', calcs: [] },
    },
  };
}
