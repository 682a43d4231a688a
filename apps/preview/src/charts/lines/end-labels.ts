import type uPlot from 'uplot';

/** A line that is named at its end. */
interface NamedLine {
  readonly label: string;
  readonly stroke: string;
}

/** Lines that are named at their ends; more would cover each other. */
export const mostEndLabels = 14;
const heightPx = 13;

/**
 * Writes the name of every line at its last value, moved apart where ends are close: for uPlot's hook `draw`.
 *
 * @param lines in the order of the plot's series.
 * @example
 * const hooks = { draw: [(plot) => drawEndLabels(plot, lines)] };
 */
export function drawEndLabels(plot: uPlot, lines: readonly NamedLine[]): void {
  const { ctx, bbox } = plot;
  const ends = lines.flatMap((line, index) => {
    const series = plot.series[index + 1];
    const values = plot.data[index + 1] ?? [];
    let at = values.length - 1;
    while (at >= 0 && typeof values[at] !== 'number') at -= 1;
    const value = values[at];
    if (series?.show !== true || typeof value !== 'number') return [];
    return [{ ...line, y: plot.valToPos(value, series.scale ?? 'y', true) }];
  });
  const tops = spread(
    ends.map(({ y }) => y),
    heightPx * devicePixelRatio,
    bbox.top + bbox.height,
  );
  ctx.save();
  ctx.font = `600 ${11 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ends.forEach(({ label, stroke }, index) => {
    ctx.fillStyle = stroke;
    ctx.fillText(label, bbox.left + bbox.width + 5 * devicePixelRatio, tops[index] ?? 0);
  });
  ctx.restore();
}

/**
 * Moves positions apart so that every two differ by at least `gap` and none is past `most`; their order stays.
 *
 * @example
 * spread([10, 11, 30], 5, 100); // [10, 15, 30]
 */
export function spread(positions: readonly number[], gap: number, most: number): number[] {
  const order = positions.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y || a.index - b.index);
  let before = Number.NEGATIVE_INFINITY;
  for (const one of order) before = one.y = Math.max(one.y, before + gap);
  let after = most + gap;
  for (const one of order.toReversed()) after = one.y = Math.min(one.y, after - gap);
  const placed = new Array<number>(positions.length).fill(0);
  for (const { y, index } of order) placed[index] = y;
  return placed;
}
