import type { Compilable } from 'kysely';
import { athenaTarget, dataSource } from '../model/athena-target.ts';
import type { ClassicPanel, GridPos } from '../model/classic-dashboard.ts';
import { nameColour } from '../name-colour.ts';

/** Options of a histogram. */
interface Histogram {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  /** One column of values, named after what is counted. */
  readonly query: Compilable;
  readonly gridPos: GridPos;
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
    id: options.id,
    type: 'histogram',
    title: options.title,
    description: options.description,
    gridPos: options.gridPos,
    datasource: dataSource,
    targets: [athenaTarget(1, options.query)],
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
