import type uPlot from 'uplot';
import { namedColour } from '../named-colour.ts';
import type { TimeAxis } from '../../state/time/trading-time.ts';
import type { View } from '../../state/view.ts';

/**
 * Shades the view's stretches behind the lines of a chart: for uPlot's hook `drawClear`.
 *
 * @example
 * const hooks = { drawClear: [(plot) => drawShades(plot, view, view.axis)] };
 */
export function drawShades(plot: uPlot, view: View, axis: TimeAxis): void {
  const { ctx, bbox } = plot;
  // On the axis of trading time everything is open: rules mark the sessions instead.
  if (axis.kind === 'trading') return;
  for (const { fromMs, toMs, colour } of view.shaded) {
    const [left, right] = [fromMs, toMs].map((ms) =>
      Math.min(bbox.left + bbox.width, Math.max(bbox.left, plot.valToPos(axis.position(ms), 'x', true))),
    ) as [number, number];
    ctx.fillStyle = colour;
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
}

/** A limit of a panel. */
export interface Threshold {
  readonly value: number | null;
  readonly color: string;
}

/**
 * Draws the view's marks and a panel's thresholds over the lines of a chart: for uPlot's hook `draw`.
 *
 * @example
 * const hooks = { draw: [(plot) => drawMarks(plot, view, view.axis, [{ value: 100, color: 'text' }])] };
 */
export function drawMarks(plot: uPlot, view: View, axis: TimeAxis, thresholds: readonly Threshold[]): void {
  const { ctx, bbox } = plot;
  const line = (
    colour: string,
    dash: readonly number[],
    from: readonly [number, number],
    to: readonly [number, number],
  ): void => {
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
    ctx.beginPath();
    ctx.moveTo(...from);
    ctx.lineTo(...to);
    ctx.stroke();
    ctx.restore();
  };
  for (const { timeMs, colour } of view.marks) {
    const x = plot.valToPos(axis.position(timeMs), 'x', true);
    if (x >= bbox.left && x <= bbox.left + bbox.width) line(colour, [4, 4], [x, bbox.top], [x, bbox.top + bbox.height]);
  }
  for (const { value, color } of thresholds) {
    if (value === null || color === 'transparent') continue;
    const y = plot.valToPos(value, 'y', true);
    if (y >= bbox.top && y <= bbox.top + bbox.height)
      line(namedColour(color), [8, 4], [bbox.left, y], [bbox.left + bbox.width, y]);
  }
}
