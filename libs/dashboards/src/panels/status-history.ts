import type { Compilable } from 'kysely';
import type { ClassicPanel } from '../model/classic-dashboard.ts';
import { nameColour } from '../name-colour.ts';
import { type PanelFrame, panelFrame } from './panel-frame.ts';

/** Options of a history of states. */
interface StatusHistory extends PanelFrame {
  /** Columns `time`, one label, and the number of the state; ordered by time. */
  readonly query: Compilable;
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
    ...panelFrame('status-history', 0, options),
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
