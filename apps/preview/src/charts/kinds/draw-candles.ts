import type { ClassicPanel } from '@tickerlake/dashboards';
import type { PanelData } from '@tickerlake/preview-api';
import { dateText, zoneTime } from '../../state/format-value.ts';
import type { View } from '../../state/view.ts';
import { svg } from '../svg.ts';
import { frame } from './frame.ts';
import { multiples, sideBySide } from './multiples.ts';

/**
 * Draws candles of open, high, low and close; a chart for each value of a text column, each on its own scale. Candles stand side by side
 * whatever time is between them.
 *
 * @example
 * drawCandles(panel, data, element, view);
 */
export function drawCandles(panel: ClassicPanel, data: PanelData, element: HTMLElement, { zone }: View): void {
  const place = (name: string): number => data.columns.findIndex((column) => column.name === name);
  const names = panel.options['fields'] as Readonly<Record<string, string>>;
  const [open, high, low, close] = ['open', 'high', 'low', 'close'].map((name) => place(names[name] ?? name)) as [
    number,
    number,
    number,
    number,
  ];
  const time = data.columns.findIndex(({ type }) => type === 'time');
  const colours = panel.options['colors'] as { readonly up: string; readonly down: string; readonly flat: string };
  const charts = multiples(data).map(({ name, rows }) => {
    const candles = rows.flatMap((row) => {
      const [o, h, l, c] = [open, high, low, close].map((at) => row[at]);
      return typeof o === 'number' && typeof h === 'number' && typeof l === 'number' && typeof c === 'number'
        ? [{ o, h, l, c, day: dateText(zoneTime(Number(row[time]), zone).slice(0, 10)) }]
        : [];
    });
    const every = Math.max(1, Math.ceil(candles.length / 5));
    const { x, y, draw } = frame(
      [-1, candles.length],
      ticksAround(Math.min(...candles.map(({ l }) => l)), Math.max(...candles.map(({ h }) => h))),
      candles.flatMap(({ day }, at) => (at % every === 0 ? [{ at, text: day }] : [])),
      panel.fieldConfig.defaults.unit,
    );
    const half = Math.min(6, (x(1) - x(0)) * 0.35);
    const drawn = candles.flatMap(({ o, h, l, c }, at) => {
      const colour = c > o ? colours.up : c < o ? colours.down : colours.flat;
      return [
        svg('line', { x1: x(at), x2: x(at), y1: y(h), y2: y(l), style: `stroke:${colour}` }),
        svg('rect', {
          x: x(at) - half,
          y: y(Math.max(o, c)),
          width: 2 * half,
          height: Math.max(1, Math.abs(y(o) - y(c))),
          style: `fill:${colour}`,
        }),
      ];
    });
    return { name, chart: draw(`${name} ${panel.title}`.trim(), drawn) };
  });
  element.replaceChildren(sideBySide(charts));
}

/**
 * Marks of an axis that need not have 0, in steps of 1, 2 or 5.
 *
 * @example
 * ticksAround(97, 112); // [95, 100, 105, 110, 115]
 */
export function ticksAround(low: number, high: number): number[] {
  const rough = Math.max(1e-9, (high - low) / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
