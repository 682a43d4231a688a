import type { Compilable } from 'kysely';
import type { ClassicPanel } from '../model/classic-dashboard.ts';
import { nameColour } from '../name-colour.ts';
import { type PanelFrame, panelFrame } from './panel-frame.ts';

/** Options of a histogram. */
interface Histogram extends PanelFrame {
  /** One column of values, named after what is counted. */
  readonly query: Compilable;
  readonly unit: string;
  readonly decimals: number;
}

/**
 * How many values there are of each size, in about 30 buckets.
 *
 * @example
 * histogram({ id: 12, title: 'How often', query, unit: 'percent', decimals: 1, ... });
 */
export function histogram(options: Histogram): ClassicPanel {
  return {
    ...panelFrame('histogram', 1, options),
    fieldConfig: {
      defaults: {
        unit: options.unit,
        decimals: options.decimals,
        color: { mode: 'fixed', fixedColor: nameColour('AAPL').stroke },
        custom: { fillOpacity: 80, lineWidth: 1 },
      },
      overrides: [],
    },
    options: {
      bucketCount: 30,
      combine: true,
      tooltip: { mode: 'single', sort: 'none' },
      legend: { showLegend: false, displayMode: 'list', placement: 'bottom', calcs: [] },
    },
  };
}
