/**
 * An SVG element with attributes and content.
 *
 * @example
 * svg('path', { d: 'M0 0L1 1', class: 'line' });
 */
export function svg(
  tag: string,
  attributes: Readonly<Record<string, string | number>>,
  content: readonly (Node | string)[] = [],
): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...content);
  return element;
}

/**
 * A path through points; a null breaks it.
 *
 * @example
 * linePath([[0, 1], null, [2, 3]]); // 'M0 1M2 3'
 */
export function linePath(points: readonly (readonly [number, number] | null)[]): string {
  return points
    .map((point, index) => {
      if (point === null) return '';
      const isStart = index === 0 || points[index - 1] === null;
      return `${isStart ? 'M' : 'L'}${round(point[0])} ${round(point[1])}`;
    })
    .join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;
