import { dateText, timeText } from '../state/format-value.ts';
import type { ComparedHour } from '../state/overview/hours.ts';
import type { Measure } from '../state/resolve-panel.ts';
import { hourCount, hourStart, type TradingSession } from '../state/time/trading-time.ts';
import { heatCell, heatCellTitle } from './heat-cell.ts';

/** What the heat map shows. */
export interface HeatMap {
  /** Rows from top to bottom. */
  readonly tickers: readonly string[];
  /** Columns from left to right: the hours of each session. */
  readonly sessions: readonly TradingSession[];
  readonly hours: readonly ComparedHour[];
  readonly measure: Measure;
  readonly zone: string;
  /** Shows one session alone. */
  readonly openSession: (session: TradingSession) => void;
  /** Shows the minutes of an hour; null where there are none. */
  readonly openHour: ((ticker: string, startMs: number) => void) | null;
}

/**
 * Tickers by hours: each cell is the hour divided by its usual value, with the number in it; an hour that is missing is hatched. The
 * arrow keys go from cell to cell, and Enter opens the hour.
 *
 * @example
 * element.append(heatMap({ tickers, sessions, hours, measure, zone, openSession, openHour }));
 */
export function heatMap({ tickers, sessions, hours, measure, zone, openSession, openHour }: HeatMap): HTMLTableElement {
  const found = new Map(hours.map((hour) => [`${hour.ticker} ${hour.timeMs}`, hour]));
  const newestMs = Math.max(...hours.map(({ timeMs }) => timeMs));
  const columns = sessions.flatMap((session, index) =>
    Array.from({ length: hourCount(session) }, (_, hour) => ({
      session,
      timeMs: hourStart(session, hour),
      className: `${hour === 0 ? 'first' : ''} ${index === sessions.length - 1 ? 'newest' : 'older'}`.trim(),
    })),
  );
  const table = Object.assign(document.createElement('table'), { className: 'heat', role: 'grid' });
  table.createCaption().textContent = `${measure.text}: times the usual value of the hour`;
  table.caption?.classList.add('hidden');
  const head = table.createTHead();
  const days = head.insertRow();
  days.append(document.createElement('td'));
  sessions.forEach((session, index) => {
    const cell = heading('colgroup', '');
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      textContent: dayText(session),
      title: 'Show this session alone',
    });
    button.addEventListener('click', () => openSession(session));
    cell.append(button);
    cell.colSpan = hourCount(session);
    cell.className = index === sessions.length - 1 ? 'newest' : 'older';
    days.append(cell);
  });
  const times = head.insertRow();
  times.append(document.createElement('td'));
  times.append(
    ...columns.map(({ timeMs, className }) =>
      Object.assign(heading('col', timeText(timeMs, zone).slice(0, 2)), { className, title: timeText(timeMs, zone) }),
    ),
  );
  const body = table.createTBody();
  for (const ticker of tickers) {
    const row = body.insertRow();
    row.append(heading('row', ticker));
    for (const { timeMs, className } of columns) {
      const hour = found.get(`${ticker} ${timeMs}`);
      const isFuture = timeMs > newestMs;
      const { className: kind, text, percent } = heatCell(hour, isFuture);
      const cell = row.insertCell();
      cell.className = `${className} ${kind}`;
      cell.title = heatCellTitle(ticker, timeMs, hour, isFuture, measure, zone);
      cell.textContent = text;
      cell.tabIndex = -1;
      if (hour === undefined) {
        cell.setAttribute('aria-label', cell.title);
        continue;
      }
      if (percent !== null) cell.style.setProperty('--heat', `${percent}%`);
      cell.dataset['ticker'] = ticker;
      cell.dataset['start'] = String(timeMs);
    }
  }
  listen(table, openHour);
  return table;
}

function listen(table: HTMLTableElement, openHour: HeatMap['openHour']): void {
  const first = table.querySelector<HTMLElement>('tbody td');
  if (first !== null) first.tabIndex = 0;
  table.addEventListener('click', ({ target }) => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-ticker]') : null;
    if (cell !== null) openHour?.(cell.dataset['ticker'] ?? '', Number(cell.dataset['start']));
  });
  table.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (!(target instanceof HTMLTableCellElement)) return;
    if (key === 'Enter') return target.click();
    const row = target.parentElement;
    const rows = {
      ArrowUp: row?.previousElementSibling,
      ArrowDown: row?.nextElementSibling,
    }[key]?.children[target.cellIndex];
    const next = { ArrowLeft: target.previousElementSibling, ArrowRight: target.nextElementSibling }[key] ?? rows;
    if (!(next instanceof HTMLElement) || next.tagName !== 'TD') return;
    event.preventDefault();
    for (const cell of [target, next]) cell.tabIndex = cell === next ? 0 : -1;
    next.focus();
  });
}

function heading(scope: 'col' | 'row' | 'colgroup', textContent: string): HTMLTableCellElement {
  return Object.assign(document.createElement('th'), { scope, textContent });
}

const dayText = ({ date }: TradingSession): string =>
  `${new Date(`${date}T12:00:00Z`).toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' })} ${dateText(date)}`;
