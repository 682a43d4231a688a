import type { PastValue } from '../quality-result.ts';

const [width, height, margin] = [160, 32, 3];

/**
 * What earlier runs observed, as a line with the value of this run as a dot: SVG without a script.
 *
 * @example
 * historyPlot([{ at, value: 7 }, { at, value: 8 }], 9); // '<svg ..>'
 */
export function historyPlot(past: readonly PastValue[], observed: number | null): string {
  const values = [...past.map(({ value }) => value).toReversed(), ...(observed === null ? [] : [observed])];
  if (values.length < 2) return '';
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (index: number) => margin + (index * (width - 2 * margin)) / (values.length - 1);
  const y = (value: number) =>
    high === low ? height / 2 : height - margin - ((value - low) * (height - 2 * margin)) / (high - low);
  const line = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const [lastX, lastY] = [x(values.length - 1).toFixed(1), y(values.at(-1) ?? low).toFixed(1)];
  return `<svg role="img" aria-label="${values.length} values from ${low} to ${high}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><polyline points="${line}" fill="none" stroke="currentColor"/><circle cx="${lastX}" cy="${lastY}" r="3" fill="currentColor"/></svg>`;
}
