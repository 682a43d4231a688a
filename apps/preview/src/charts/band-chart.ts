import { nameColour } from '@tickerlake/dashboards';
import { axisValues, timeText } from '../state/format-value.ts';
import type { NormalHour } from '../state/overview/normal-day.ts';
import type { Measure } from '../state/resolve-panel.ts';
import { linePath, svg } from './svg.ts';

/** What the chart shows. */
export interface BandChart {
  readonly ticker: string;
  readonly hours: readonly NormalHour[];
  readonly measure: Measure;
  readonly zone: string;
}

const [width, height] = [440, 250];
const box = { left: 46, right: 12, top: 14, bottom: 26 };

/**
 * Today against a normal day: bands of the earlier sessions (80 % and 50 % of them), their median, and the newest session.
 *
 * @example
 * element.append(bandChart({ ticker: 'NVDA', hours, measure, zone }));
 */
export function bandChart({ ticker, hours, measure, zone }: BandChart): SVGElement {
  const values = hours.flatMap(({ value, past }) => [value ?? 0, past?.[0] ?? 0, past?.[4] ?? 0]);
  const ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values));
  const [lowest = 0, highest = 1] = [ticks[0], ticks.at(-1)];
  const x = (at: number): number => box.left + ((at + 0.5) / hours.length) * (width - box.left - box.right);
  const y = (value: number): number =>
    height - box.bottom - ((value - lowest) / (highest - lowest)) * (height - box.top - box.bottom);
  const pointsOf = (valueOf: (hour: NormalHour) => number | null) =>
    hours.map((hour, at): [number, number] | null => {
      const value = valueOf(hour);
      return value === null ? null : [x(at), y(value)];
    });
  const band = (low: 0 | 1, high: 3 | 4, name: string): SVGElement => {
    const known = hours.flatMap(({ past }, at) => (past === null ? [] : [{ at, past }]));
    const points = [
      ...known.map(({ at, past }): [number, number] => [x(at), y(past[high])]),
      ...known.toReversed().map(({ at, past }): [number, number] => [x(at), y(past[low])]),
    ];
    return svg('path', { d: points.length === 0 ? '' : `${linePath(points)}Z`, class: name });
  };
  const { stroke } = nameColour(ticker);
  const texts = axisValues(ticks, measure.unit);
  return svg(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      class: 'bands',
      role: 'img',
      'aria-label': `${ticker} today against a normal day`,
    },
    [
      ...ticks.flatMap((tick, at) => [
        svg('line', { x1: box.left, x2: width - box.right, y1: y(tick), y2: y(tick), class: 'grid' }),
        svg('text', { x: box.left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, [texts[at] ?? '']),
      ]),
      ...hours.map(({ timeMs }, at) =>
        svg('text', { x: x(at), y: height - 8, 'text-anchor': 'middle' }, [timeText(timeMs, zone)]),
      ),
      band(0, 4, 'wide'),
      band(1, 3, 'narrow'),
      svg('path', { d: linePath(pointsOf(({ past }) => past?.[2] ?? null)), class: 'median' }),
      svg('path', { d: linePath(pointsOf(({ value }) => value)), class: 'today', style: `stroke:${stroke}` }),
      ...pointsOf(({ value }) => value).flatMap((point) =>
        point === null ? [] : [svg('circle', { cx: point[0], cy: point[1], r: 3.5, style: `fill:${stroke}` })],
      ),
    ],
  );
}

/**
 * Three to seven marks of an axis, in steps of 1, 2 or 5, from the lowest value or below it to the highest or above it.
 *
 * @param lowest 0 or less.
 * @param highest 0 or more; an axis of nothing but 0 goes to 1.
 * @example
 * niceTicks(0, 0.7); // [0, 0.2, 0.4, 0.6, 0.8]
 */
export function niceTicks(lowest: number, highest: number): number[] {
  const top = highest > lowest ? highest : lowest + 1;
  const rough = (top - lowest) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  const first = Math.floor(lowest / step);
  const last = Math.ceil(top / step);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
