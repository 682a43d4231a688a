import type { Compilable } from 'kysely';
import type { ClassicPanel, GridPos } from '../model/classic-dashboard.ts';
import { athenaTarget, dataSource } from '../model/athena-target.ts';

/** Options of a bar panel. */
interface Bars {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  /** Columns: the bar's name, then its value. */
  readonly query: Compilable;
  readonly gridPos: GridPos;
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
export function bars(what: Bars): ClassicPanel {
  return {
    id: what.id,
    type: 'barchart',
    title: what.title,
    description: what.description,
    gridPos: what.gridPos,
    datasource: dataSource,
    targets: [athenaTarget(1, what.query)],
    fieldConfig: {
      defaults: {
        unit: what.unit,
        decimals: what.decimals,
        min: 0,
        ...(what.max !== undefined && { max: what.max }),
        color: { mode: 'palette-classic' },
        custom: { fillOpacity: 80, lineWidth: 1 },
      },
      overrides: [],
    },
    options: {
      xField: what.xField,
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
