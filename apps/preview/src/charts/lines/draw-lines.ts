import type { ClassicPanel } from '@tickerlake/dashboards';
import type { PanelData } from '@tickerlake/preview-api';
import type { View } from '../../state/view.ts';
import { completeLegend } from './complete-legend.ts';
import { mostEndLabels } from './end-labels.ts';
import { createLineChart, type LineChart } from './line-chart.ts';
import { drawMultiples } from './draw-multiples.ts';
import { toLines } from './data/to-lines.ts';

/**
 * Draws one line (or stacked bar) per series over time, in one chart with a legend, or in one chart per series. The cursors of all
 * charts move together, and dragging narrows the range of all.
 *
 * @example
 * drawLines(panel, data, element, view);
 */
export function drawLines(
  panel: Pick<ClassicPanel, 'fieldConfig'>,
  data: PanelData,
  element: HTMLElement,
  view: View,
): void {
  const { custom = {}, thresholds } = panel.fieldConfig.defaults;
  const drawn = toLines(panel, data, element.clientWidth || 240, view);
  const { lines, isBars, isMean } = drawn;
  const chart: LineChart = {
    startsAtZero: custom['axisSoftMin'] === 0,
    thresholds: custom['thresholdsStyle'] === undefined ? [] : (thresholds?.steps ?? []),
    isNamed: !isBars && lines.length > 1 && lines.length <= mostEndLabels && element.clientWidth >= 500,
    hasLegend: true,
    valueRange: null,
    own: null,
    size: () => ({
      width: Math.max(240, element.clientWidth),
      height: element.clientWidth < 500 ? 220 : 280,
    }),
  };
  if (view.layout === 'multiples' && !isBars && lines.length > 1) drawMultiples(element, drawn, chart, view);
  else completeLegend(createLineChart(element, drawn, chart, view), drawn, view);
  if (isMean)
    element.append(
      Object.assign(document.createElement('p'), {
        className: 'description',
        textContent: 'Each point is the mean of a session; zoom in to see hours.',
      }),
    );
}
