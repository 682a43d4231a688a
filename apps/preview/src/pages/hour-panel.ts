import { candleChart } from '../charts/candle-chart.ts';
import { openDialog } from '../controls/open-dialog.ts';
import { scrolling, text } from '../controls/page-elements.ts';
import type { Api } from '../state/api.ts';
import { textOf } from '../state/error-text.ts';
import { formatValue, timeText, zoneTime } from '../state/format-value.ts';
import { type Bar, hourBars, type HourBars } from '../state/hour/hour-bars.ts';
import { originOf } from '../state/hour/origin-facts.ts';
import type { PageState } from '../state/page-state.ts';
import { originSection } from './origin-section.ts';

type Hour = NonNullable<PageState['hour']>;

const minuteMs = 60_000;

/**
 * Opens the panel of an hour: its bars as candles, what they add up to, a table of them, and where they come from.
 *
 * @param go called with the hour that the reader wants next; null when the panel is closed.
 * @returns closes the panel without calling back.
 * @example
 * const close = openHourPanel(api, { ticker: 'NVDA', startMs }, 'America/New_York', (hour) => go({ hour }));
 */
export function openHourPanel(
  api: Pick<Api, 'explain'>,
  hour: Hour,
  zone: string,
  go: (hour: Hour | null) => void,
): () => void {
  const { ticker, startMs } = hour;
  const body = text('div', 'Loading ...', 'hour');
  body.setAttribute('aria-live', 'polite');
  // Until the hour is known, it is taken for a full one.
  let [beforeMs, afterMs] = [startMs - minuteMs, startMs + 60 * minuteMs];
  const step = (label: string, toMs: () => number): HTMLElement => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: label });
    button.addEventListener('click', () => go({ ticker, startMs: toMs() }));
    return button;
  };
  const steps = text('div', '', 'steps');
  steps.append(
    step('← Hour before', () => beforeMs),
    step('Hour after →', () => afterMs),
  );
  let isOver = false;
  const titleAt = (ms: number): string => `${ticker}, ${zoneTime(ms, zone)}`;
  const close = openDialog(titleAt(startMs), [steps, body], () => {
    if (!isOver) go(null);
  });
  api.explain(ticker, startMs).then(
    (explained) => {
      const bars = hourBars(explained);
      const hourMs = Date.parse(explained.start);
      [beforeMs, afterMs] = [hourMs - minuteMs, Date.parse(explained.end)];
      const heading = body.closest('dialog')?.querySelector('h2') ?? null;
      if (heading !== null) heading.textContent = titleAt(hourMs); // the address may name an instant within the hour
      body.replaceChildren(
        ...(bars === null ? [] : contentOf(ticker, bars, zone, Math.min(900, body.clientWidth))),
        originSection(originOf(explained, zone)),
      );
    },
    (error: unknown) => body.replaceChildren(text('p', textOf(error), 'error')),
  );
  return () => {
    isOver = true;
    close();
  };
}

function contentOf(ticker: string, hour: HourBars, zone: string, width: number): (HTMLElement | SVGElement)[] {
  const { bars, places, barMs, open, high, low, close, volume } = hour;
  const dollars = (price: number): string => formatValue(price, 'currencyUSD', 2);
  const facts = [
    ['open', dollars(open)],
    ['high', dollars(high)],
    ['low', dollars(low)],
    ['close', dollars(close)],
    ['high - low', `${dollars(high - low)}, ${formatValue((100 * (high - low)) / open, 'percent', 2)} of open`],
    ['volume', volume === null ? '-' : formatValue(volume, undefined, 0)],
    ['bars', `${bars.length} of ${places}, ${barMs / 60_000} min each`],
  ];
  const list = document.createElement('dl');
  for (const [name, value] of facts) {
    const pair = document.createElement('div');
    pair.append(
      Object.assign(document.createElement('dt'), { textContent: name }),
      Object.assign(document.createElement('dd'), { textContent: value }),
    );
    list.append(pair);
  }
  const details = document.createElement('details');
  details.append(
    Object.assign(document.createElement('summary'), { textContent: 'Table' }),
    scrolling(tableOf(bars, zone)),
  );
  return [
    list,
    candleChart(ticker, hour, zone, width),
    text('p', 'Hollow: the price rose; filled: it fell. Below: volume.', 'description'),
    details,
  ];
}

function tableOf(bars: readonly Bar[], zone: string): HTMLTableElement {
  const table = document.createElement('table');
  const names = ['time', 'open', 'high', 'low', 'close', 'volume'];
  table
    .createTHead()
    .insertRow()
    .append(
      ...names.map((name) =>
        Object.assign(text('th', name), { scope: 'col', className: name === 'time' ? '' : 'number' }),
      ),
    );
  const body = table.createTBody();
  for (const { timeMs, open, high, low, close, volume } of bars) {
    const line = body.insertRow();
    line.insertCell().textContent = timeText(timeMs, zone);
    for (const value of [open, high, low, close, volume])
      Object.assign(line.insertCell(), { className: 'number', textContent: formatValue(value, undefined, undefined) });
  }
  return table;
}
