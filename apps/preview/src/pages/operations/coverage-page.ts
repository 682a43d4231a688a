import { monthGrid } from '../../charts/month-grid.ts';
import { scrolling, section, text } from '../../controls/page-elements.ts';
import { type CoverageDay, coverageMonths, type TickerCoverage } from '../../state/operations/coverage-months.ts';
import type { Row } from '../../state/rows.ts';

const mostGaps = 60;

/**
 * The page of coverage: a calendar per ticker and month of the last 90 days, and the sessions that are not complete with the command
 * that fetches them.
 *
 * @example
 * main.replaceChildren(...coveragePage(toRows(await api.about('coverage'))));
 */
export function coveragePage(rows: readonly Row[]): HTMLElement[] {
  const tickers = coverageMonths(rows);
  const gaps = tickers.flatMap(({ ticker, gaps: own }) => own.map((day) => ({ ticker, day })));
  const sessions = tickers.reduce((sum, one) => sum + one.sessions, 0);
  const cards = text('div', '', 'calendars');
  cards.append(...tickers.map(card));
  const lead =
    gaps.length === 0
      ? `All ${sessions} sessions of ${tickers.length} tickers are complete.`
      : `${gaps.length} of ${sessions} sessions are not complete.`;
  return [
    text('p', lead, 'lead'),
    section('The last 90 days, by session', [legend(), cards]),
    ...(gaps.length === 0 ? [] : [section('Not complete', [gapTable(gaps)])]),
  ];
}

function legend(): HTMLElement {
  const element = text('p', '', 'scale');
  element.append(
    text('span', 'complete', 'mark complete'),
    text('span', 'some hours', 'mark partial'),
    text('span', 'no hour', 'mark absent'),
    text('span', 'not expected', 'mark explained'),
    text('span', 'blank: no session'),
  );
  return element;
}

function card({ ticker, months, sessions, completeSessions }: TickerCoverage): HTMLElement {
  const element = text('div', '', 'calendar');
  const heading = text('h3', ticker);
  heading.append(text('span', ` ${completeSessions} of ${sessions}`, 'muted'));
  const hasWeekends = months.some(({ days }) => days.some(({ weekday }) => weekday > 4));
  const grids = text('div', '', 'months');
  grids.append(...months.map((month) => monthGrid(ticker, month, hasWeekends)));
  element.append(heading, grids);
  return element;
}

function gapTable(gaps: readonly { readonly ticker: string; readonly day: CoverageDay }[]): HTMLElement {
  const table = document.createElement('table');
  table
    .createTHead()
    .insertRow()
    .append(
      ...['ticker', 'session', 'hours', 'to fetch it again'].map((name) =>
        Object.assign(text('th', name), { scope: 'col' }),
      ),
    );
  const body = table.createTBody();
  for (const { ticker, day } of gaps.slice(0, mostGaps)) {
    const line = body.insertRow();
    const cells = [
      ticker,
      day.date,
      `${day.completeHours} of ${day.expectedHours}`,
      `tickerlake run --tickers ${ticker} --from ${day.date} --to ${day.date}`,
    ];
    for (const [index, content] of cells.entries())
      line.insertCell().append(index === 3 ? text('code', content) : content);
  }
  if (gaps.length > mostGaps)
    table.createCaption().textContent = `The first ${mostGaps}; "tickerlake status" lists the rest.`;
  return scrolling(table);
}
