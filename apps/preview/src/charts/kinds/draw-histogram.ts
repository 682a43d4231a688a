import { type ClassicPanel } from '@tickerlake/dashboards';
import type { PanelData } from '@tickerlake/preview-api';
import { niceTicks } from '../band-chart.ts';
import { formatValue } from '../../state/format-value.ts';
import { svg } from '../svg.ts';
import { frame } from './frame.ts';
import { ticksAround } from './draw-candles.ts';

/** A bucket, from its lower edge on. */
export interface Bucket {
  readonly from: number;
  readonly count: number;
}

/**
 * Values in buckets of one width, about as many as asked for; the width is 1, 2 or 5 times a power of ten.
 *
 * @param values not empty.
 * @example
 * buckets([0.1, 0.2, 1.9], 2); // [{ from: 0, count: 2 }, { from: 1, count: 1 }]
 */
export function buckets(values: readonly number[], count: number): Bucket[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const rough = Math.max(1e-9, (high - low) / count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const width = ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  const first = Math.floor(low / width);
  const counts = Array.from({ length: Math.floor(high / width) - first + 1 }, () => 0);
  for (const value of values) {
    const at = Math.floor(value / width) - first;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts.map((own, index) => ({ from: Number(((first + index) * width).toPrecision(12)), count: own }));
}

/**
 * Draws how many values there are of each size.
 *
 * @example
 * drawHistogram(panel, data, element);
 */
export function drawHistogram(panel: ClassicPanel, data: PanelData, element: HTMLElement): void {
  const at = data.columns.findIndex(({ type }) => type === 'number');
  const values = data.rows.flatMap((row) => (typeof row[at] === 'number' ? [row[at]] : []));
  if (values.length === 0) {
    element.textContent = 'No data in this range.';
    return;
  }
  const { unit, decimals, color } = panel.fieldConfig.defaults;
  const all = buckets(values, Number(panel.options['bucketCount'] ?? 30));
  const width = (all[1]?.from ?? (all[0]?.from ?? 0) + 1) - (all[0]?.from ?? 0);
  const [from, to] = [all[0]?.from ?? 0, (all.at(-1)?.from ?? 0) + width];
  const { x, y, draw } = frame(
    [from, to],
    niceTicks(0, Math.max(...all.map(({ count }) => count))),
    ticksAround(from, to)
      .filter((tick) => tick >= from && tick <= to)
      .map((tick) => ({ at: tick, text: formatValue(tick, unit, Number.isInteger(tick) ? 0 : decimals) })),
    'none',
    Math.max(300, element.clientWidth),
  );
  element.replaceChildren(
    draw(
      panel.title,
      all.map((bucket) => {
        const bar = svg('rect', {
          x: x(bucket.from) + 0.5,
          y: y(bucket.count),
          width: Math.max(1, x(bucket.from + width) - x(bucket.from) - 1),
          height: y(0) - y(bucket.count),
          style: `fill:${color?.fixedColor ?? 'currentColor'}`,
        });
        bar.append(
          svg('title', {}, [
            `${formatValue(bucket.from, unit, decimals)} to ${formatValue(bucket.from + width, unit, decimals)}: ${bucket.count}`,
          ]),
        );
        return bar;
      }),
    ),
  );
}
