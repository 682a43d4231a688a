import { countText } from '@tickerlake/data-quality';
import { boundedList } from '@tickerlake/pipeline';
import type { ReconciledSession, ReconcileReport } from '@tickerlake/pipeline/local';
import { inWords } from '../../output/in-words.ts';
import { renderTable } from '../../output/table.ts';
import { cellText } from '../../output/cell-text.ts';

/** The names of the two sides. */
interface Names {
  readonly own: string;
  readonly witness: string;
}

const shownSessions = 20;
const number = (count: number): string => count.toLocaleString('en-US');

/**
 * A comparison for people: how much is the same, what differences have in common, and the sessions that differ most.
 *
 * @example
 * streams.out(reconcileText(report, { own: 'polygon', witness: 'replay' }));
 */
export function reconcileText(report: ReconcileReport, names: Names): string {
  const { tickers, from, to, sessions } = report;
  const sum = (of: (session: ReconciledSession) => bigint): number =>
    sessions.reduce((total, session) => total + Number(of(session)), 0);
  const [missingHere, missingThere] = [sum((one) => one.missing_here), sum((one) => one.missing_there)];
  const different = sum((one) => one.different_bars);
  const all = sum((one) => one.bars) + missingHere;
  const same = all - missingHere - missingThere - different;
  const differing = sessions.filter(({ agreement }) => agreement < 1);
  const worst = [...differing].sort((a, b) => a.agreement - b.agreement).slice(0, shownSessions);
  const percent = all === 0 ? '' : ` (${cellText((same / all) * 100, false)} %)`;
  return [
    `${names.own} against ${names.witness}: ${countText(tickers.length, 'ticker')}, ${from} to ${to}, ${countText(sessions.length, 'session')}; the same up to ${sessions[0]?.tolerance ?? 'any difference'}.`,
    `Of ${countText(all, 'bar')} ${number(same)}${percent} are the same; ${number(different)} differ, ${names.own} lacks ${number(missingHere)}, ${names.witness} lacks ${number(missingThere)}.`,
    ...causeLines(differing, names),
    ...(worst.length === 0 ? [] : ['', sessionTable(worst)]),
    ...(differing.length > worst.length ? [`${number(differing.length - worst.length)} more sessions differ.`] : []),
    ...(worst.length === 0
      ? []
      : ['', `Every difference: tickerlake query "select * from bar_differences where witness = '${names.witness}'"`]),
    '',
  ].join('\n');
}

/** One sentence for each cause and its extent: how often, when, of what. */
function causeLines(sessions: readonly ReconciledSession[], names: Names): string[] {
  const groups = new Map<string, ReconciledSession[]>();
  for (const session of sessions) {
    const text = causeText(session, names);
    if (text !== null) groups.set(text, [...(groups.get(text) ?? []), session]);
  }
  return [...groups].map(([text, own]) => {
    const dates = own.map((session) => session.trading_date).sort();
    const tickers = [...new Set(own.map(({ ticker }) => ticker))].sort();
    return `  ${boundedList(tickers)}, ${countText(own.length, 'session')}, ${dates[0]} to ${dates.at(-1)}: ${text}`;
  });
}

function causeText(session: ReconciledSession, { own, witness }: Names): string | null {
  const { cause, time_shift_ms: shift, price_factor: factor } = session;
  const ms = Number(shift ?? 0n);
  const later = `the same bars start ${inWords(Math.abs(ms))} ${ms > 0 ? 'later' : 'earlier'} at ${witness}`;
  const times = factor === null ? '' : `prices of ${own} are ${cellText(factor, false)} times those of ${witness}`;
  if (cause === 'bar-stamp') return `${later}: one of the two stamps bars with their end.`;
  if (cause === 'time-zone') return `${later}: one of the two is read in another time zone.`;
  if (cause === 'split-adjustment') return `${times}, and volumes the inverse: one of the two is adjusted for a split.`;
  if (cause === 'price-factor') return `${times}: another unit or currency, or an adjustment for dividends.`;
  if (cause === 'regular-hours-only') return `${session.missing_there > 0n ? witness : own} has regular hours only.`;
  return null;
}

const sessionTable = (sessions: readonly ReconciledSession[]): string =>
  renderTable(
    ['ticker', 'date', 'bars', 'missing here', 'missing there', 'differ', 'largest price', '', 'volume', 'cause'],
    sessions.map((one) => [
      one.ticker,
      one.trading_date,
      String(one.bars),
      String(one.missing_here),
      String(one.missing_there),
      String(one.different_bars),
      one.max_price_difference === null ? '' : cellText(one.max_price_difference, false),
      percentText(one.max_price_relative),
      percentText(one.max_volume_relative),
      one.cause ?? '',
    ]),
  );

const percentText = (share: number | null): string =>
  share === null ? '' : `${Number((share * 100).toPrecision(3))} %`;
