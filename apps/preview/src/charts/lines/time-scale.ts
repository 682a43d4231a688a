import type uPlot from 'uplot';
import { axisTimes } from '../../state/format-value.ts';
import { firstSessions, tradingTicks } from '../../state/time/trading-ticks.ts';
import type { TimeAxis } from '../../state/time/trading-time.ts';

/** Pixels between two rules, at least. */
const rulePx = 9;

/**
 * The part of uPlot's x axis that depends on its scale: marks and their texts.
 *
 * @example
 * const axes = [{ stroke: ink, ...timeMarks(clockTime, 'UTC') }];
 */
export function timeMarks(axis: TimeAxis, zone: string): uPlot.Axis {
  if (axis.kind === 'clock')
    return {
      space: 70,
      values: (_, ticks) =>
        axisTimes(
          ticks.map((x) => axis.instant(x)),
          zone,
        ),
    };
  const ticksOf = ({ bbox }: uPlot, from: number, to: number) =>
    tradingTicks(axis, from, to, bbox.width / devicePixelRatio, zone);
  return {
    grid: { show: false }, // lines for days and weeks replace it
    splits: (plot, _, from, to) => ticksOf(plot, from, to).map(({ x }) => x),
    values: (plot) => {
      const { min = 0, max = 0 } = plot.scales['x'] ?? {};
      return ticksOf(plot, min, max).map(({ text }) => text);
    },
  };
}

/**
 * Draws a rule at the start of every session and a stronger one at the start of every week, or of every week and month where days
 * have no room: for uPlot's hook `drawClear`.
 *
 * @example
 * const hooks = { drawClear: [(plot) => drawRules(plot, axis)] };
 */
export function drawRules(plot: uPlot, axis: TimeAxis): void {
  const { ctx, bbox } = plot;
  const { min = 0, max = 0 } = plot.scales['x'] ?? {};
  const room = (starts: readonly unknown[]): boolean => starts.length * rulePx <= bbox.width / devicePixelRatio;
  const levels = (['day', 'week', 'month', 'year'] as const)
    .map((level) => firstSessions(axis, level, min, max))
    .filter(room)
    .slice(0, 2);
  levels.forEach((starts, strength) => {
    ctx.fillStyle = strength === 0 ? '#8882' : '#8885';
    for (const { start } of starts)
      ctx.fillRect(Math.round(plot.valToPos(start, 'x', true)), bbox.top, devicePixelRatio, bbox.height);
  });
}
