import type { View } from '../../state/view.ts';
import { listenToKeys } from './listen-to-keys.ts';
import { createLineChart, type LineChart } from './line-chart.ts';
import type { Lines } from './data/to-lines.ts';
import { linearRange, logRange } from './value-scale.ts';

const heightPx = 150;
/** Behind more lines than these, the one in front is not seen. */
const mostBehind = 12;

/**
 * Draws a small chart for each line, all on the same value scale, with the other lines pale behind it.
 *
 * @example
 * drawMultiples(element, lines, chart, view);
 */
export function drawMultiples(element: HTMLElement, drawn: Lines, chart: LineChart, view: View): void {
  const grid = Object.assign(document.createElement('div'), { className: 'multiples' });
  element.append(grid);
  const values = drawn.lines
    .filter(({ scale }) => scale === 'y')
    .flatMap(({ heights }) => heights.filter((value) => typeof value === 'number'))
    .filter((value) => view.scale === 'linear' || value > 0);
  const [least, most] = [
    values.reduce((a, b) => Math.min(a, b), Infinity),
    values.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
  const rangeOf = view.scale === 'log' ? logRange : linearRange(chart.startsAtZero);
  const places = drawn.lines.map((line) => {
    const place = document.createElement('figure');
    const name = Object.assign(document.createElement('figcaption'), { textContent: line.label });
    name.style.setProperty('--colour', line.stroke);
    place.append(name);
    return { line, place };
  });
  grid.append(...places.map(({ place }) => place)); // first all places, so that each has its width
  for (const { line, place } of places) {
    const behind = drawn.lines.length > mostBehind ? [] : drawn.lines.filter((other) => other !== line);
    const plot = createLineChart(
      place,
      { ...drawn, lines: [...behind, line] },
      {
        ...chart,
        isNamed: false,
        hasLegend: false,
        own: line.label,
        valueRange: values.length === 0 ? null : rangeOf(null, least, most),
        size: () => ({ width: Math.max(160, place.clientWidth), height: heightPx }),
      },
      view,
    );
    listenToKeys(plot, `Chart of ${line.label}`, { ...drawn, lines: [line] }, view);
  }
}
