import { bandChart } from '../charts/band-chart.ts';
import { heatMap } from '../charts/heat-map.ts';
import { scrolling, section, text } from '../controls/page-elements.ts';
import { leastSessions, type SessionHour, type SessionMean } from '../state/overview/hours.ts';
import { type OverviewData, overviewData } from '../state/overview/overview-data.ts';
import type { Measure } from '../state/resolve-panel.ts';
import type { TradingSession } from '../state/time/trading-time.ts';
import { tickerTable } from './ticker-table.ts';

/** What the first screen is drawn from. */
export interface Overview {
  /** The selected tickers' hours of the newest sessions. */
  readonly hours: readonly SessionHour[];
  readonly means: readonly SessionMean[];
  /** The sessions of the hours and the means, in order. */
  readonly sessions: readonly TradingSession[];
  readonly measure: Measure;
  readonly zone: string;
  readonly openSession: (session: TradingSession) => void;
  readonly openHour: ((ticker: string, startMs: number) => void) | null;
}

/**
 * The first screen: what is unusual in one sentence, ticker by hour against the usual value, the most unusual ticker against its normal
 * day, and a table of the tickers.
 *
 * @returns no elements if there is no hour of a session: crypto alone, or an empty range.
 * @example
 * main.prepend(...overview({ hours, means, sessions, measure, zone, openSession, openHour }));
 */
export function overview({ hours, means, sessions, measure, zone, openSession, openHour }: Overview): HTMLElement[] {
  const data = overviewData(hours, means, sessions, zone);
  if (data === null) return [];
  const { lead, shown, compared, tickers, rows } = data;
  const band = section('', [], 8);
  band.classList.add('band');
  const select = (ticker: string): void => band.replaceChildren(...bandOf(data, ticker, measure, zone));
  select(tickers[0] ?? '');
  const map = scrolling(heatMap({ tickers, sessions: shown, hours: compared, measure, zone, openSession, openHour }));
  return [
    text('p', lead, 'lead'),
    section(`${measure.text}: times the usual value of the hour`, [map, scale()], 16),
    band,
    section('Tickers', [tickerTable(rows, measure, zone, select)]),
  ];
}

function scale(): HTMLElement {
  const swatch = (className: string): HTMLElement => Object.assign(document.createElement('i'), { className });
  const element = text('p', '', 'scale');
  element.append(
    text('span', '0.5 or less'),
    swatch(''),
    text('span', '4 or more'),
    swatch('hatched'),
    text('span', 'missing'),
  );
  return element;
}

function bandOf(
  { newest, normalDay }: OverviewData,
  ticker: string,
  measure: Measure,
  zone: string,
): (HTMLElement | SVGElement)[] {
  const { hours, sessionCount } = normalDay(ticker);
  const note =
    sessionCount < leastSessions
      ? `Bands need ${leastSessions} earlier sessions.`
      : `Line: ${newest.date}. Dashed: median of ${sessionCount} earlier sessions; bands hold 50 % and 80 % of them.`;
  return [
    text('h2', `${ticker} against a normal day`),
    bandChart({ ticker, hours, measure, zone }),
    text('p', note, 'description'),
  ];
}
