import { asDouble } from '@tickerlake/athena-sql';
import type { ClassicPanel, GridPos } from '../classic-dashboard.ts';
import { athenaTarget, dataSource } from './athena-target.ts';
import { barTime, hoursInRange } from './hours-in-range.ts';

/** Two hours in ms: gaps within a session are bridged, the night is not. */
const bridgedGapMs = 7_200_000;

/** What one panel of lines shows. */
interface HourlyLines {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly column: 'hourly_var' | 'range_pct';
  readonly unit: string;
  readonly decimals: number;
  readonly gridPos: GridPos;
}

/**
 * One line per ticker over time, with a shared tooltip and a legend of last and largest values.
 *
 * @example
 * hourlyLines({ id: 1, title: 'Hourly variance', column: 'hourly_var', unit: 'currencyUSD', ... });
 */
export function hourlyLines(what: HourlyLines): ClassicPanel {
  const query = hoursInRange()
    .select((eb) => [barTime.as('time'), 'ticker', asDouble(eb.ref(what.column)).as(what.column)])
    .orderBy('time')
    .orderBy('ticker');
  return {
    id: what.id,
    type: 'timeseries',
    title: what.title,
    description: what.description,
    gridPos: what.gridPos,
    datasource: dataSource,
    targets: [athenaTarget(0, query)],
    fieldConfig: {
      defaults: {
        unit: what.unit,
        decimals: what.decimals,
        displayName: '${__field.labels.ticker}',
        color: { mode: 'palette-classic-by-name' },
        custom: { drawStyle: 'line', lineWidth: 1, fillOpacity: 0, showPoints: 'auto', spanNulls: bridgedGapMs, axisSoftMin: 0 },
      },
      overrides: [],
    },
    options: {
      tooltip: { mode: 'multi', sort: 'desc' },
      legend: { showLegend: true, displayMode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] },
    },
  };
}
