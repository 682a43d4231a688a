import { type BandHour, bandChart } from '../charts/band-chart.ts';
import { heatMap } from '../charts/heat-map.ts';
import { compareHours, type ComparedHour, type Hour, mostSessions, pastValues, quantile } from '../state/hours.ts';
import type { Measure } from '../state/resolve-panel.ts';
import type { TradingSession } from '../state/time/trading-time.ts';
import { topHours, unusualSentence } from '../state/unusual-sentence.ts';
import { section, text } from '../controls/page-elements.ts';
import { type TickerRow, tickerTable } from './ticker-table.ts';

/** What the first screen is drawn of. */
export interface Overview {
  /** The selected tickers' hours, with those of up to 60 sessions before. */
  readonly hours: readonly Hour[];
  /** The sessions of all hours, in order. */
  readonly sessions: readonly TradingSession[];
  readonly measure: Measure;
  readonly zone: string;
  readonly open: (session: TradingSession, ticker: string) => void;
}

const shownSessions = 5;
const recentSessions = 20;
const hourMs = 3_600_000;

/**
 * The first screen: what is unusual in one sentence, ticker by hour against the usual value, the most unusual ticker against its normal
 * day, and a table of the tickers.
 *
 * @returns no elements if there is no hour of a session: crypto alone, or an empty range.
 * @example
 * main.prepend(...overview({ hours, sessions, measure, zone, open }));
 */
export function overview({ hours: all, sessions, measure, zone, open }: Overview): HTMLElement[] {
  const dates = new Set(sessions.map(({ date }) => date));
  const hours = all.filter(({ date, ticker }) => dates.has(date) && !ticker.startsWith('X:'));
  const withHours = new Set(hours.map(({ date }) => date));
  const shown = sessions.filter(({ date }) => withHours.has(date)).slice(-shownSessions);
  const newest = shown.at(-1);
  if (newest === undefined) return [];
  const compared = compareHours(
    hours,
    sessions,
    shown.map(({ date }) => date),
  );
  const today = compared.filter(({ date }) => date === newest.date);
  const isHalfDay = newest.closeMs - newest.openMs < 6 * hourMs;
  const sentence = unusualSentence(today, isHalfDay, zone);
  const tickers = byUnusual(today, [...new Set(hours.map(({ ticker }) => ticker))].sort());
  const lead = text(
    'p',
    sentence ??
      'No hour can be compared yet: an hour needs 5 earlier sessions. "tickerlake backfill" fetches the months before.',
    'lead',
  );
  const band = section('', [], 8);
  band.classList.add('band');
  const select = (ticker: string): void =>
    band.replaceChildren(...bandOf(hours, sessions, newest, ticker, measure, zone));
  select(tickers[0] ?? '');
  const map = Object.assign(document.createElement('div'), { className: 'scroll', tabIndex: 0 });
  map.append(heatMap({ tickers, sessions: shown, hours: compared, measure, zone, open }));
  const scale = text('p', '', 'scale');
  scale.innerHTML =
    '<span>0.5 or less</span><i></i><span>4 or more times the usual value of the hour</span><i class="hatched"></i><span>missing</span>';
  const rows = tickers.map((ticker) => tickerRow(ticker, hours, today, sessions));
  return [
    lead,
    section(`${measure.text} by hour, times usual`, [map, scale], 16),
    band,
    section('Tickers', [tickerTable(rows, measure, zone, select)]),
  ];
}

/** The most unusual ticker of the newest session first, then those that cannot be compared. */
function byUnusual(today: readonly ComparedHour[], tickers: readonly string[]): string[] {
  const ranked = topHours(today).map(({ ticker }) => ticker);
  return [...ranked, ...tickers.filter((ticker) => !ranked.includes(ticker))];
}

function bandOf(
  hours: readonly Hour[],
  sessions: readonly TradingSession[],
  newest: TradingSession,
  ticker: string,
  measure: Measure,
  zone: string,
): (HTMLElement | SVGElement)[] {
  const count = Math.ceil((newest.closeMs - newest.openMs) / hourMs);
  const pasts = Array.from({ length: count }, (_, hour) => pastValues(hours, sessions, ticker, hour * 60, newest.date));
  const chart = pasts.map((past, hour): BandHour => {
    const timeMs = newest.openMs + hour * hourMs;
    const quantiles = [0.1, 0.25, 0.5, 0.75, 0.9].map((share) => quantile(past, share));
    return {
      timeMs,
      value: hours.find((one) => one.ticker === ticker && one.timeMs === timeMs)?.value ?? null,
      past: past.length < 5 ? null : (quantiles as unknown as NonNullable<BandHour['past']>),
    };
  });
  const most = Math.max(...pasts.map(({ length }) => length));
  const heading = text('h2', `${ticker} against a normal day`);
  const note =
    most < 5
      ? 'Bands need 5 earlier sessions.'
      : `Line: ${newest.date}. Dashed: median of ${Math.min(most, mostSessions)} earlier sessions; bands hold 50 % and 80 % of them.`;
  return [heading, bandChart({ ticker, hours: chart, measure, zone }), text('p', note, 'description')];
}

function tickerRow(
  ticker: string,
  hours: readonly Hour[],
  today: readonly ComparedHour[],
  sessions: readonly TradingSession[],
): TickerRow {
  const own = today.filter((hour) => hour.ticker === ticker);
  const last = own.at(-1);
  const [peak] = topHours(own);
  const recent = sessions.slice(-recentSessions).map(({ date }) => meanOf(hours, ticker, date));
  return {
    ticker,
    last: last?.value ?? null,
    ratio: peak?.ratio ?? null,
    zScore: peak?.zScore ?? null,
    sessionMean: recent.at(-1) ?? null,
    recent,
  };
}

function meanOf(hours: readonly Hour[], ticker: string, date: string): number | null {
  const values = hours.filter((hour) => hour.ticker === ticker && hour.date === date).map(({ value }) => value);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
