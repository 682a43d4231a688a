import { athenaTarget, dataSource } from '../../model/athena-target.ts';
import type { ClassicPanel, GridPos } from '../../model/classic-dashboard.ts';
import { fieldOverride } from '../../model/field-override.ts';
import { normalDay } from '../../queries/overview/normal-day.ts';
import { measureUnit } from '../../variables/measure-unit.ts';

const hidden = { 'custom.lineWidth': 0, 'custom.hideFrom': { legend: true, tooltip: false, viz: false } };
const band = (down: string, opacity: number) => ({
  ...hidden,
  'custom.fillBelowTo': down,
  'custom.fillOpacity': opacity,
});

/**
 * Today against a normal day: bands with 80 % and 50 % of the earlier sessions, their median, and the newest session.
 *
 * @param repeated a panel for each ticker, or one for the most unusual ticker.
 * @example
 * normalDayBands({ id: 10, title: 'Most unusual ticker against its normal day', isRepeated: false, gridPos });
 */
export function normalDayBands({
  id,
  title,
  isRepeated,
  gridPos,
}: {
  readonly id: number;
  readonly title: string;
  readonly isRepeated: boolean;
  readonly gridPos: GridPos;
}): ClassicPanel {
  return {
    id,
    type: 'trend',
    title,
    description:
      'The newest session in the selected measure, the median of the same hour in up to 60 earlier sessions, and bands with 80 % (10th to 90th percentile) and 50 % (25th to 75th) of them. Needs five earlier sessions.',
    gridPos,
    datasource: dataSource,
    targets: [athenaTarget(1, normalDay(!isRepeated))],
    ...(isRepeated && { repeat: 'ticker', repeatDirection: 'h' as const, maxPerRow: 4 }),
    fieldConfig: {
      defaults: {
        unit: measureUnit,
        decimals: 2,
        color: { mode: 'fixed', fixedColor: '#7d8590' },
        custom: {
          drawStyle: 'line',
          lineWidth: 1,
          fillOpacity: 0,
          showPoints: 'never',
          spanNulls: false,
          axisSoftMin: 0,
        },
      },
      overrides: [
        fieldOverride('hours_since_open', { unit: 'suffix: h', decimals: 0, displayName: 'since the open' }),
        fieldOverride('ticker', { 'custom.hideFrom': { legend: true, tooltip: false, viz: true } }),
        fieldOverride('p10', hidden),
        fieldOverride('p25', hidden),
        fieldOverride('p75', band('p25', 25)),
        fieldOverride('p90', band('p10', 12)),
        fieldOverride('median', { 'custom.lineStyle': { fill: 'dash', dash: [6, 4] } }),
        fieldOverride('today', {
          color: { mode: 'fixed', fixedColor: '#cc8400' },
          'custom.lineWidth': 3,
          'custom.showPoints': 'always',
          'custom.pointSize': 7,
        }),
      ],
    },
    options: {
      xField: 'hours_since_open',
      tooltip: { mode: 'multi', sort: 'none' },
      legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
    },
  };
}
