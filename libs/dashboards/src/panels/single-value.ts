import type { ClassicPanel, Threshold } from '../model/classic-dashboard.ts';
import { type PanelFrame, panelFrame } from './panel-frame.ts';

/** Options of a single number. */
interface SingleValue extends PanelFrame {
  readonly unit: string;
  readonly decimals: number;
  readonly steps: readonly Threshold[];
}

/**
 * One number with thresholds.
 *
 * @example
 * singleValue({ id: 4, title: 'Failed rules', unit: 'short', query, ... });
 */
export function singleValue(options: SingleValue): ClassicPanel {
  return {
    ...panelFrame('stat', 1, options),
    fieldConfig: {
      defaults: {
        unit: options.unit,
        decimals: options.decimals,
        noValue: 'no data',
        color: { mode: 'thresholds' },
        thresholds: { mode: 'absolute', steps: options.steps },
      },
      overrides: [],
    },
    options: {
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
      colorMode: 'value',
      graphMode: 'none',
      textMode: 'value',
      justifyMode: 'auto',
      orientation: 'auto',
      wideLayout: true,
      showPercentChange: false,
      percentChangeColorMode: 'standard',
    },
  };
}
