import { athenaTarget, dataSource } from '../../model/athena-target.ts';
import type { ClassicPanel, GridPos } from '../../model/classic-dashboard.ts';
import { unusualSentence } from '../../queries/overview/unusual-sentence.ts';
import { overviewPanels } from './overview-panels.ts';

/**
 * What is unusual now, in one sentence. A text panel has no query, so this is a stat of a text.
 *
 * @example
 * sentence({ x: 0, y: 0, w: 24, h: 3 });
 */
export function sentence(gridPos: GridPos): ClassicPanel {
  return {
    id: overviewPanels.sentence,
    type: 'stat',
    title: 'Unusual now',
    description:
      'The largest hour of each ticker in the newest session, divided by the median of the same hour in up to 60 earlier sessions. An early close compares its last hour with hours of the same length.',
    gridPos,
    datasource: dataSource,
    targets: [athenaTarget(1, unusualSentence())],
    fieldConfig: {
      defaults: {
        unit: 'string',
        noValue: 'No session in this range.',
        color: { mode: 'fixed', fixedColor: 'text' },
      },
      overrides: [],
    },
    options: {
      reduceOptions: { calcs: ['lastNotNull'], fields: '/^sentence$/', values: false },
      text: { valueSize: 22 },
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
