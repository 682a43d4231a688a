import { nameColour } from '@tickerlake/dashboards';
import { axisValues, timeText } from '../state/format-value.ts';
import type { Measure } from '../state/resolve-panel.ts';
import { linePath, svg } from './svg.ts';

/** An hour of the newest session and the same hour of earlier ones. */
export interface BandHour {
  readonly timeMs: number;
  readonly value: number | null;
  /** The 10th, 25th, 50th, 75th and 90th percentile; null if there are too few sessions. */
  readonly past: readonly [number, number, number, number, number] | null;
}

/** What the chart shows. */
export interface BandChart {
  readonly ticker: string;
  readonly hours: readonly BandHour[];
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
  const highest = Math.max(...hours.flatMap(({ value, past }) => [value ?? 0, past?.[4] ?? 0]), 1e-12);
  const ticks = niceTicks(highest);
  const most = ticks.at(-1) ?? highest;
  const x = (at: number): number => box.left + ((at + 0.5) / hours.length) * (width - box.left - box.right);
  const y = (value: number): number => height - box.bottom - (value / most) * (height - box.top - box.bottom);
  const through = (of: (hour: BandHour) => number | null) =>
    hours.map((hour, at): [number, number] | null => {
      const value = of(hour);
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
      svg('path', { d: linePath(through(({ past }) => past?.[2] ?? null)), class: 'median' }),
      svg('path', { d: linePath(through(({ value }) => value)), class: 'today', style: `stroke:${stroke}` }),
      ...through(({ value }) => value).flatMap((point) =>
        point === null ? [] : [svg('circle', { cx: point[0], cy: point[1], r: 3.5, style: `fill:${stroke}` })],
      ),
    ],
  );
}

/** Three to six marks from 0 to above the highest value, in steps of 1, 2 or 5. */
function niceTicks(highest: number): number[] {
  const rough = highest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
