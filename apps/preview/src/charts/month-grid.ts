import type { CoverageDay, CoverageMonth } from '../state/operations/coverage-months.ts';
import { svg } from './svg.ts';

const [cell, gap] = [13, 2];

/**
 * A month of a ticker as a calendar: a row for each week from Monday, a square for each session. A complete session is filled, one with
 * some hours is filled up to its share, one without any is an outline with a cross, and one that is explained has a dash, so that no colour
 * is needed to tell them apart.
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
  const expected = days.filter(({ state }) => state !== 'explained');
  const complete = expected.filter(({ state }) => state === 'complete').length;
  const [width, height] = [columns * (cell + gap), 16 + 6 * (cell + gap)];
  return svg(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      class: 'month',
      role: 'img',
      'aria-label': `${ticker}, ${name}: ${complete} of ${expected.length} sessions complete`,
    },
    [
      svg('text', { x: 0, y: 10 }, [name.split(' ')[0] ?? '']),
      ...days.map((day) =>
        svg(
          'g',
          { class: day.state, transform: `translate(${day.weekday * (cell + gap)} ${16 + day.week * (cell + gap)})` },
          [
            svg('title', {}, [
              `${ticker} ${day.date}: ${day.reason === null ? day.state : `not expected (${day.reason})`}, ${day.completeHours} of ${day.expectedHours} hours complete`,
            ]),
            svg('rect', { width: cell, height: cell, rx: 2, class: 'place' }),
            contentOf(day),
          ],
        ),
      ),
    ],
  );
}

function contentOf({ state, completeHours, expectedHours }: CoverageDay): SVGElement {
  if (state === 'absent') return svg('path', { d: `M3 3L${cell - 3} ${cell - 3}M3 ${cell - 3}L${cell - 3} 3` });
  if (state === 'explained') return svg('path', { d: `M3 ${cell / 2}H${cell - 3}` });
  const share = Math.min(1, Math.max(0, completeHours / expectedHours));
  return svg('rect', { y: cell * (1 - share), width: cell, height: cell * share, rx: 2, class: 'fill' });
}
