import { scrolling, section, text } from '../controls/page-elements.ts';
import type { Row } from '../state/rows.ts';

const marks: Readonly<Record<string, string>> = { complete: '●', partial: '◐', absent: '○' };

/**
 * The page of coverage: tickers by sessions of the last 90 days, a sign for each.
 *
 * @example
 * main.replaceChildren(coveragePage(toRows(await api.about('coverage'))));
 */
export function coveragePage(rows: readonly Row[]): HTMLElement {
  const dates = [...new Set(rows.map((row) => String(row['trading_date'])))].sort();
  const tickers = [...new Set(rows.map((row) => String(row['ticker'])))].sort();
  const found = new Map(rows.map((row) => [`${String(row['ticker'])} ${String(row['trading_date'])}`, row]));
  const table = Object.assign(document.createElement('table'), { className: 'grid' });
  const head = table.createTHead().insertRow();
  head.append(
    text('th', 'ticker'),
    ...dates.map((date) =>
      Object.assign(document.createElement('th'), { scope: 'col', textContent: date.slice(5), title: date }),
    ),
  );
  for (const ticker of tickers) {
    const line = table.insertRow();
    line.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: ticker }));
    for (const date of dates) {
      const row = found.get(`${ticker} ${date}`);
      const cell = line.insertCell();
      if (row === undefined) continue;
      const state = String(row['state']);
      Object.assign(cell, {
        className: state,
        textContent: marks[state],
        title: `${ticker} ${date}: ${state}, ${String(row['complete_hours'])} of ${String(row['expected_hours'])} hours complete`,
      });
      cell.setAttribute('aria-label', cell.title);
    }
  }
  const scroll = scrolling(table);
  requestAnimationFrame(() => (scroll.scrollLeft = scroll.scrollWidth)); // the newest sessions first
  return section('Coverage: ticker by session', [
    text('p', '● every hour complete, ◐ some hours, ○ no hour; point at a sign for the numbers', 'description'),
    scroll,
  ]);
}
