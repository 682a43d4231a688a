import type { CoverageMonth } from '../state/operations/coverage-months.ts';
import { svg } from './svg.ts';

const [cell, gap] = [13, 2];

/**
 * A month of a ticker as a calendar: a row for each week from Monday, a square for each session. A complete session is filled, one with
 * some hours is filled up to its share, and one without any is an outline with a cross, so that no colour is needed to tell them apart.
 *
 * @param hasWeekends whether Saturday and Sunday have columns.
 * @example
 * element.append(monthGrid('AAPL', month, false));
 */
export function monthGrid(ticker: string, { month, days }: CoverageMonth, hasWeekends: boolean): SVGElement {
  const columns = hasWeekends ? 7 : 5;
  const name = new Date(`${month}-15T00:00:00Z`).toLocaleDateString('en-US', {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const complete = days.filter(({ state }) => state === 'complete').length;
  const [width, height] = [columns * (cell + gap), 16 + 6 * (cell + gap)];
  return svg(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      class: 'month',
      role: 'img',
      'aria-label': `${ticker}, ${name}: ${complete} of ${days.length} sessions complete`,
    },
    [
      svg('text', { x: 0, y: 10 }, [name.split(' ')[0] ?? '']),
      ...days.map(({ date, state, completeHours, expectedHours, week, weekday }) => {
        const [x, y] = [weekday * (cell + gap), 16 + week * (cell + gap)];
        const share = Math.min(1, Math.max(0, completeHours / expectedHours));
        return svg('g', { class: state, transform: `translate(${x} ${y})` }, [
          svg('title', {}, [`${ticker} ${date}: ${state}, ${completeHours} of ${expectedHours} hours complete`]),
          svg('rect', { width: cell, height: cell, rx: 2, class: 'place' }),
          ...(state === 'absent'
            ? [svg('path', { d: `M3 3L${cell - 3} ${cell - 3}M3 ${cell - 3}L${cell - 3} 3` })]
            : [svg('rect', { y: cell * (1 - share), width: cell, height: cell * share, rx: 2, class: 'fill' })]),
        ]);
      }),
    ],
  );
}
