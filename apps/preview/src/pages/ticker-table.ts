import { nameColour } from '@tickerlake/dashboards';
import { emphasise } from '../charts/lines/emphasis.ts';
import { sparkline } from '../charts/sparkline.ts';
import { scrolling } from '../controls/page-elements.ts';
import { formatValue } from '../state/format-value.ts';
import { sortRows, type TickerRow } from '../state/overview/ticker-rows.ts';
import type { Measure } from '../state/resolve-panel.ts';

const columns = [
  { key: 'ticker', text: 'Ticker' },
  { key: 'last', text: 'Last hour' },
  { key: 'ratio', text: 'Peak, × usual' },
  { key: 'zScore', text: 'z-score of peak' },
  { key: 'sessionMean', text: 'Session mean' },
  { key: 'annualised', text: 'Annualised' },
] as const;
type Key = (typeof columns)[number]['key'];

/**
 * A table of the tickers, the legend of all charts: last hour, the session's largest hour against its usual value and its z-score,
 * session mean, its volatility a year and the last 20 sessions as a line. A heading sorts, a ticker's button selects it, and a row that is pointed at
 * emphasises its line in every chart.
 *
 * @param select called with the ticker of a button that is pressed.
 * @example
 * element.append(tickerTable(rows, measure, zone, (ticker) => show(ticker)));
 */
export function tickerTable(
  rows: readonly TickerRow[],
  measure: Measure,
  zone: string,
  select: (ticker: string) => void,
): HTMLElement {
  const table = Object.assign(document.createElement('table'), { className: 'tickers' });
  const head = table.createTHead().insertRow();
  const body = table.createTBody();
  const highest = Math.max(1e-12, ...rows.flatMap(({ recent }) => recent.filter((value) => value !== null)));
  const number = (value: number | null, unit: string, decimals?: number): string =>
    formatValue(value, unit, decimals, zone);
  const fill = (key: Key, isDown: boolean): void => {
    body.replaceChildren(
      ...sortRows(rows, key, isDown).map((row) => {
        const line = document.createElement('tr');
        const { stroke } = nameColour(row.ticker);
        const button = Object.assign(document.createElement('button'), {
          type: 'button',
          className: 'ticker',
          textContent: row.ticker,
        });
        button.style.setProperty('--colour', stroke);
        button.addEventListener('click', () => select(row.ticker));
        const name = Object.assign(document.createElement('th'), { scope: 'row' });
        name.append(button);
        line.append(name);
        for (const type of ['mouseenter', 'focusin']) line.addEventListener(type, () => emphasise(row.ticker));
        for (const type of ['mouseleave', 'focusout']) line.addEventListener(type, () => emphasise(null));
        const decimals = measure.unit === 'none' ? undefined : 2;
        const texts = [
          number(row.last, measure.unit, decimals),
          row.ratio === null ? '-' : row.ratio.toFixed(2),
          row.zScore === null ? '-' : row.zScore.toFixed(1),
          number(row.sessionMean, measure.unit, decimals),
          number(row.annualised, 'percent', 1),
        ];
        for (const text of texts) Object.assign(line.insertCell(), { className: 'number', textContent: text });
        line.insertCell().append(sparkline(row.recent, highest, stroke));
        return line;
      }),
    );
    for (const cell of head.cells)
      if (cell.dataset['key'] === key) cell.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
      else cell.removeAttribute('aria-sort');
  };
  for (const { key, text } of columns) {
    const cell = Object.assign(document.createElement('th'), {
      scope: 'col',
      className: key === 'ticker' ? '' : 'number',
    });
    cell.dataset['key'] = key;
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'sort',
      textContent: text,
    });
    button.addEventListener('click', () =>
      fill(
        key,
        key === 'ticker'
          ? cell.getAttribute('aria-sort') === 'ascending'
          : cell.getAttribute('aria-sort') !== 'descending',
      ),
    );
    cell.append(button);
    head.append(cell);
  }
  head.append(Object.assign(document.createElement('th'), { scope: 'col', textContent: 'Last 20 sessions, mean' }));
  fill('ratio', true);
  return scrolling(table);
}
