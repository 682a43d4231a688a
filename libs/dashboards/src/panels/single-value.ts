import type { Compilable } from 'kysely';
import type { ClassicPanel, GridPos, Threshold } from '../model/classic-dashboard.ts';
import { athenaTarget, dataSource } from '../model/athena-target.ts';

/** Options of a single number. */
interface SingleValue {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly decimals: number;
  readonly steps: readonly Threshold[];
  readonly gridPos: GridPos;
  readonly query: Compilable;
}

/**
 * One number with thresholds.
 *
 * @example
 * singleValue({ id: 4, title: 'Failed rules', unit: 'short', query, ... });
 */
export function singleValue(options: SingleValue): ClassicPanel {
  return {
    id: options.id,
    type: 'stat',
    title: options.title,
    description: options.description,
    gridPos: options.gridPos,
    datasource: dataSource,
    targets: [athenaTarget(1, options.query)],
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
