import { dateText, formatValue, timeText, zoneTime } from '../state/format-value.ts';
import type { ComparedHour } from '../state/hours.ts';
import type { Measure } from '../state/resolve-panel.ts';
import type { TradingSession } from '../state/time/trading-time.ts';

/** What the heat map shows. */
export interface HeatMap {
  /** Rows from top to bottom. */
  readonly tickers: readonly string[];
  /** Columns from left to right: the hours of each session. */
  readonly sessions: readonly TradingSession[];
  readonly hours: readonly ComparedHour[];
  readonly measure: Measure;
  readonly zone: string;
  /** Called with the session and the ticker of a cell that is clicked. */
  readonly open: (session: TradingSession, ticker: string) => void;
}

const hourMs = 3_600_000;

/**
 * The strength of a cell's colour: the logarithm of the ratio, from cold (-1, half the usual or less) to hot (1, four times or more).
 *
 * @example
 * heat(2); // 0.5
 */
export function heat(ratio: number): number {
  const doublings = Math.log2(ratio);
  return doublings >= 0 ? Math.min(1, doublings / 2) : Math.max(-1, doublings);
}

/**
 * Tickers by hours: each cell is the hour divided by its usual value, with the number in it; an hour that is missing is hatched.
 *
 * @example
 * element.append(heatMap({ tickers, sessions, hours, measure, zone, open }));
 */
export function heatMap({ tickers, sessions, hours, measure, zone, open }: HeatMap): HTMLTableElement {
  const found = new Map(hours.map((hour) => [`${hour.ticker} ${hour.timeMs}`, hour]));
  const newestMs = Math.max(...hours.map(({ timeMs }) => timeMs));
  const columns = sessions.flatMap((session, index) =>
    Array.from({ length: Math.ceil((session.closeMs - session.openMs) / hourMs) }, (_, hour) => ({
      session,
      timeMs: session.openMs + hour * hourMs,
      className: `${hour === 0 ? 'first' : ''} ${index === sessions.length - 1 ? 'newest' : 'older'}`.trim(),
    })),
  );
  const table = Object.assign(document.createElement('table'), { className: 'heat' });
  table.createCaption().textContent = `${measure.text}: times the usual value of the hour`;
  table.caption?.classList.add('hidden');
  const head = table.createTHead();
  const days = head.insertRow();
  days.append(document.createElement('td'));
  sessions.forEach((session, index) => {
    const cell = heading('colgroup', dayText(session));
    cell.colSpan = Math.ceil((session.closeMs - session.openMs) / hourMs);
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
    row.append(heading('row', ticker.replace('X:', '')));
    for (const { session, timeMs, className } of columns) {
      const hour = found.get(`${ticker} ${timeMs}`);
      const cell = row.insertCell();
      cell.className = `${className} ${cellKind(hour, timeMs > newestMs)}`;
      cell.title = cellText(ticker, timeMs, hour, measure, zone, timeMs > newestMs);
      if (hour === undefined) {
        cell.setAttribute('aria-label', cell.title);
        continue;
      }
      cell.textContent = hour.ratio === null ? '·' : hour.ratio.toFixed(1);
      if (hour.ratio !== null) cell.style.setProperty('--heat', `${Math.round(Math.abs(heat(hour.ratio)) * 100)}%`);
      cell.addEventListener('click', () => open(session, ticker));
    }
  }
  return table;
}

function heading(scope: 'col' | 'row' | 'colgroup', textContent: string): HTMLTableCellElement {
  return Object.assign(document.createElement('th'), { scope, textContent });
}

const dayText = ({ date }: TradingSession): string =>
  `${new Date(`${date}T12:00:00Z`).toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' })} ${dateText(date)}`;

function cellKind(hour: ComparedHour | undefined, isFuture: boolean): string {
  if (hour === undefined) return isFuture ? 'future' : 'missing';
  if (hour.ratio === null) return 'uncompared';
  const strength = heat(hour.ratio);
  return `${strength < 0 ? 'cold' : 'hot'}${strength >= 0.5 ? ' strong' : ''}${strength > 0.88 ? ' hottest' : ''}${hour.isComplete ? '' : ' incomplete'}`;
}

function cellText(
  ticker: string,
  timeMs: number,
  hour: ComparedHour | undefined,
  { unit }: Measure,
  zone: string,
  isFuture: boolean,
): string {
  const where = `${ticker} ${zoneTime(timeMs, zone)}`;
  if (hour === undefined) return `${where}: ${isFuture ? 'not yet' : 'no data'}`;
  const value = formatValue(hour.value, unit, unit === 'none' ? undefined : 2, zone);
  const against =
    hour.ratio === null
      ? 'nothing to compare with: fewer than 5 earlier sessions have this hour at this length'
      : `${hour.ratio.toFixed(2)} times its usual ${formatValue(hour.usual, unit, unit === 'none' ? undefined : 2, zone)}`;
  return `${where}: ${value}, ${against}${hour.isComplete ? '' : ' (incomplete hour)'}`;
}
