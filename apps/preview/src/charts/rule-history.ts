import type { RuleCheck } from '../state/operations/rule-checks.ts';
import { linePath, svg } from './svg.ts';

const [width, height, margin] = [150, 24, 4];

/**
 * What a rule measured in each check, scaled to its own range: a line with a dot for every check, so that a single check is visible, too. A check
 * that did not pass is a square, and one without a number a tick at the bottom.
 *
 * @param checks in order of time.
 * @param text what a screen reader says of it.
 * @example
 * cell.append(ruleHistory(checks, '3 checks, all passed'));
 */
export function ruleHistory(checks: readonly RuleCheck[], text: string): SVGElement {
  const numbers = checks.flatMap(({ observed }) => (observed === null ? [] : [observed]));
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const x = (index: number): number =>
    checks.length === 1 ? width / 2 : margin + (index / (checks.length - 1)) * (width - 2 * margin);
  const y = (value: number): number =>
    most > least ? height - margin - ((value - least) / (most - least)) * (height - 2 * margin) : height / 2;
  const points = checks.map(({ observed }, index): [number, number] | null =>
    observed === null ? null : [x(index), y(observed)],
  );
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'history', role: 'img', 'aria-label': text }, [
    svg('path', { d: linePath(points), class: 'line' }),
    ...checks.map(({ status, title }, index) => {
      const [left, top] = points[index] ?? [x(index), height - 2];
      const mark =
        points[index] === null
          ? svg('rect', { x: left - 0.75, y: height - 5, width: 1.5, height: 5 })
          : status === 'pass'
            ? svg('circle', { cx: left, cy: top, r: 2.2 })
            : svg('rect', { x: left - 3, y: top - 3, width: 6, height: 6 });
      mark.setAttribute('class', `status ${status}`);
      mark.append(svg('title', {}, [title]));
      return mark;
    }),
  ]);
}
