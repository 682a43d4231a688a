import type { Compilable } from 'kysely';
import { athenaTarget, dataSource } from '../model/athena-target.ts';
import type { ClassicPanel, GridPos } from '../model/classic-dashboard.ts';
import { nameColour } from '../name-colour.ts';

/** Options of a history of states. */
interface StatusHistory {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  /** Columns `time`, one label, and the number of the state; ordered by time. */
  readonly query: Compilable;
  readonly gridPos: GridPos;
  readonly label: string;
  /** The states, by their numbers from 0. */
  readonly states: readonly string[];
}

/**
 * The state of each label over time, a cell per time, in the colour of its meaning.
 *
 * @example
 * statusHistory({ id: 15, title: 'Rules', query, label: 'rule', states: ['pass', 'warn', 'fail'], ... });
 */
export function statusHistory(options: StatusHistory): ClassicPanel {
  return {
    id: options.id,
    type: 'status-history',
    title: options.title,
    description: options.description,
    gridPos: options.gridPos,
    datasource: dataSource,
    targets: [athenaTarget(0, options.query)],
    fieldConfig: {
      defaults: {
        unit: 'none',
        displayName: `\${__field.labels.${options.label}}`,
        color: { mode: 'fixed', fixedColor: nameColour('not_evaluated').stroke },
        mappings: [
          {
            type: 'value',
            options: Object.fromEntries(
              options.states.map((text, index) => [String(index), { text, color: nameColour(text).stroke, index }]),
            ),
          },
        ],
        custom: { fillOpacity: 85, lineWidth: 0 },
      },
      overrides: [],
    },
    options: {
      rowHeight: 0.85,
      colWidth: 0.9,
      showValue: 'never',
      tooltip: { mode: 'single', sort: 'none' },
      legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
    },
  };
}
