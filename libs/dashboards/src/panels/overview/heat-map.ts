import { athenaTarget, dataSource } from '../../model/athena-target.ts';
import type { ClassicPanel, GridPos } from '../../model/classic-dashboard.ts';
import { fieldOverride } from '../../model/field-override.ts';
import { heatCells } from '../../queries/overview/heat-cells.ts';
import { overviewPanels } from './overview-panels.ts';
import { ratioSteps } from './ratio-steps.ts';

/** How `groupingToMatrix` calls its first column. */
const cornerColumn = 'hour\\ticker';

/**
 * Hours of the last five sessions by ticker, each divided by its usual value, as a table with coloured cells. Time goes down: a column per
 * hour would be too narrow for its number.
 *
 * @example
 * heatMap({ x: 0, y: 3, w: 14, h: 13 });
 */
export function heatMap(gridPos: GridPos): ClassicPanel {
  return {
    id: overviewPanels.heatMap,
    type: 'table',
    title: '${measure:text}: times the usual value of the hour',
    description:
      'Each hour of the last five sessions divided by the median of the same hour in up to 60 earlier sessions; newest first, most unusual ticker on the left. A dot: the hour is missing, or fewer than five earlier sessions have it at its length.',
    gridPos,
    datasource: dataSource,
    targets: [athenaTarget(1, heatCells())],
    transformations: [
      {
        id: 'groupingToMatrix',
        options: { columnField: 'ticker', rowField: 'hour', valueField: 'ratio', emptyValue: 'null' },
      },
    ],
    fieldConfig: {
      defaults: {
        unit: 'none',
        decimals: 1,
        noValue: '·',
        color: { mode: 'thresholds' },
        thresholds: { mode: 'absolute', steps: ratioSteps },
        custom: {
          align: 'center',
          inspect: false,
          minWidth: 50,
          cellOptions: { type: 'color-background', mode: 'basic' },
        },
      },
      overrides: [
        fieldOverride(cornerColumn, {
          displayName: 'New York time',
          'custom.width': 160,
          'custom.align': 'left',
          'custom.cellOptions': { type: 'auto' },
        }),
      ],
    },
    options: { frameIndex: 0, showHeader: true, cellHeight: 'sm' },
  };
}
