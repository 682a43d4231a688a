import { axisValues, formatValue, timeText } from '../state/format-value.ts';
import type { Bar, HourBars } from '../state/hour/hour-bars.ts';
import { niceTicks } from './band-chart.ts';
import { svg } from './svg.ts';

const height = 340;
const box = { left: 62, right: 10, top: 12, bottom: 26 };
const volumeHeight = 54;

/**
 * The bars of an hour as candles, with their volumes below: hollow if the price rose, filled if it fell. A minute without a bar stays
 * empty.
 *
 * @param width in px.
 * @example
 * element.append(candleChart('NVDA', hour, 'America/New_York', 900));
 */
export function candleChart(ticker: string, hour: HourBars, zone: string, width: number): SVGElement {
  const { bars, places, startMs, endMs, barMs, low, high, open, close } = hour;
  const ticks = niceTicks(low, high > low ? high : low + Math.max(0.01, Math.abs(low) * 0.001));
  const [least = low, most = high] = [ticks[0], ticks.at(-1)];
  const bottom = height - box.bottom - volumeHeight - 8;
  const step = (width - box.left - box.right) / places;
  const x = (timeMs: number): number => box.left + ((timeMs - startMs) / barMs + 0.5) * step;
  const y = (price: number): number => bottom - ((price - least) / (most - least)) * (bottom - box.top);
  const largest = Math.max(1e-12, ...bars.map(({ volume }) => volume ?? 0));
  const texts = axisValues(ticks, 'currencyUSD');
  const marks = [0, 15, 30, 45, 60].map((minute) => startMs + minute * 60_000).filter((ms) => ms <= endMs);
  return svg(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      class: 'candles bands',
      role: 'img',
      'aria-label': `${ticker}: ${bars.length} bars, open ${open}, high ${high}, low ${low}, close ${close}`,
    },
    [
      ...ticks.flatMap((tick, at) => [
        svg('line', { x1: box.left, x2: width - box.right, y1: y(tick), y2: y(tick), class: 'grid' }),
        svg('text', { x: box.left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, [texts[at] ?? '']),
      ]),
      ...marks.map((ms, at) =>
        svg(
          'text',
          {
            x: x(ms) - step / 2,
            y: height - 8,
            'text-anchor': at === 0 ? 'start' : at === marks.length - 1 ? 'end' : 'middle',
          },
          [timeText(ms, zone)],
        ),
      ),
      ...bars.map((bar) => candle(bar, { x: x(bar.timeMs), y, width: Math.max(1.5, step * 0.7), largest }, zone)),
    ],
  );
}

interface Place {
  readonly x: number;
  y(price: number): number;
  readonly width: number;
  readonly largest: number;
}

function candle({ timeMs, open, high, low, close, volume }: Bar, place: Place, zone: string): SVGElement {
  const { x, y, width: wide, largest } = place;
  const [top, bottom] = [y(Math.max(open, close)), y(Math.min(open, close))];
  const tall = volume === null ? 0 : (volume / largest) * volumeHeight;
  const numbers = [open, high, low, close].map((price) => formatValue(price, 'currencyUSD', 2));
  const title = `${timeText(timeMs, zone)}: open ${numbers[0]}, high ${numbers[1]}, low ${numbers[2]}, close ${numbers[3]}${volume === null ? '' : `, volume ${formatValue(volume, undefined, 0)}`}`;
  return svg('g', { class: close >= open ? 'rose' : 'fell' }, [
    svg('title', {}, [title]),
    svg('rect', { x: x - wide / 2, y: box.top, width: wide, height: height - box.top - box.bottom, class: 'target' }),
    svg('path', { d: `M${x} ${y(high)}V${top}M${x} ${bottom}V${y(low)}` }),
    svg('rect', { x: x - wide / 2, y: top, width: wide, height: Math.max(1, bottom - top), class: 'candle' }),
    svg('rect', { x: x - wide / 2, y: height - box.bottom - tall, width: wide, height: tall, class: 'volume' }),
  ]);
}
