import { axisValues } from '../../state/format-value.ts';
import { svg } from '../svg.ts';

/** A plain chart without a cursor: where values are, and its axes. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  x(at: number): number;
  y(value: number): number;
  /** The chart with its axes behind what is drawn. */
  draw(label: string, drawn: readonly SVGElement[]): SVGElement;
}

const height = 230;
const box = { left: 56, right: 12, top: 10, bottom: 24 };

/**
 * The frame of a plain chart.
 *
 * @param xRange from the left edge to the right.
 * @param yTicks values of the vertical axis, ascending; the first and the last are its ends.
 * @param xTicks texts of the horizontal axis and where they are.
 * @param width in px: what is drawn wider or narrower is scaled.
 * @example
 * const { x, y, draw } = frame([0, 6], [0, 1, 2], [{ at: 0, text: '0 h' }], 'percent');
 */
export function frame(
  [from, to]: readonly [number, number],
  yTicks: readonly number[],
  xTicks: readonly { readonly at: number; readonly text: string }[],
  unit: string | undefined,
  width = 440,
): Frame {
  const [low = 0, high = 1] = [yTicks[0], yTicks.at(-1)];
  const x = (at: number): number =>
    box.left + ((at - from) / Math.max(1e-12, to - from)) * (width - box.left - box.right);
  const y = (value: number): number =>
    height - box.bottom - ((value - low) / Math.max(1e-12, high - low)) * (height - box.top - box.bottom);
  const texts = axisValues(yTicks, unit);
  return {
    width,
    height,
    x,
    y,
    draw: (label, drawn) =>
      svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'bands', role: 'img', 'aria-label': label }, [
        ...yTicks.flatMap((tick, at) => [
          svg('line', { x1: box.left, x2: width - box.right, y1: y(tick), y2: y(tick), class: 'grid' }),
          svg('text', { x: box.left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, [texts[at] ?? '']),
        ]),
        ...xTicks.map(({ at, text }) => svg('text', { x: x(at), y: height - 7, 'text-anchor': 'middle' }, [text])),
        ...drawn,
      ]),
  };
}
