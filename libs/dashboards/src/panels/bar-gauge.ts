import type { Compilable } from 'kysely';
import { athenaTarget, dataSource } from '../model/athena-target.ts';
import type { ClassicPanel, GridPos, Threshold } from '../model/classic-dashboard.ts';

/** Options of a bar gauge. */
interface BarGauge {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  /** Columns: the bar's name, then its value. */
  readonly query: Compilable;
  readonly gridPos: GridPos;
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
    id: options.id,
    type: 'bargauge',
    title: options.title,
    description: options.description,
    gridPos: options.gridPos,
    datasource: dataSource,
    targets: [athenaTarget(1, options.query)],
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
