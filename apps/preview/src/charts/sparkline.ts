import { linePath, svg } from './svg.ts';

const [width, height] = [260, 26];

/**
 * A small line without axes, with a dot at its end. All sparklines of a table have one scale.
 *
 * @param highest value of the scale, which starts at 0.
 * @example
 * cell.append(sparkline([1, 3, 2], 3, '#3c60cc'));
 */
export function sparkline(values: readonly (number | null)[], highest: number, stroke: string): SVGElement {
  const points = values.map((value, index): [number, number] | null =>
    value === null
      ? null
      : [3 + (index / Math.max(1, values.length - 1)) * (width - 6), height - 3 - (value / highest) * (height - 6)],
  );
  const end = points.at(-1);
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'spark', 'aria-hidden': 'true' }, [
    svg('path', { d: linePath(points), style: `stroke:${stroke}` }),
    ...(end === null || end === undefined
      ? []
      : [svg('circle', { cx: end[0], cy: end[1], r: 2.5, style: `fill:${stroke}` })]),
  ]);
}
