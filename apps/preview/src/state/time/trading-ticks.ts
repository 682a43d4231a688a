import { dateText, timeText } from '../format-value.ts';
import { hourCount, hourStart, type PlacedSession, type TimeAxis } from './trading-time.ts';

/** A mark of a trading-time axis; a second line of the text names the day, the year. */
export interface Tick {
  readonly x: number;
  readonly text: string;
}

/** Pixels that a label needs. */
const labelPx = 64;

type Level = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** What sessions of the same group share: the first of a group has the mark. */
const groupOf: Readonly<Record<Level, (date: string) => string>> = {
  day: (date) => date,
  week: (date) => String(Math.floor((Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 3) / 7)),
  month: (date) => date.slice(0, 7),
  quarter: (date) => `${date.slice(0, 4)} ${Math.floor((Number(date.slice(5, 7)) - 1) / 3)}`,
  year: (date) => date.slice(0, 4),
};

/**
 * The first session of each day, week (from Monday), month, quarter or year among those from x `from` to `to`.
 *
 * @example
 * firstSessions(axis, 'week', 0, 35).map(({ date }) => date); // ['2026-05-26', '2026-06-01']
 */
export function firstSessions({ sessions }: TimeAxis, level: Level, from: number, to: number): PlacedSession[] {
  const group = groupOf[level];
  return sessions.filter(({ start, date }, index) => {
    const before = sessions[index - 1];
    return start >= from && start <= to && (before === undefined || group(before.date) !== group(date));
  });
}

/**
 * The marks of a trading-time axis: hours, days, weeks, months, quarters or years, the finest that has room; never two for one place.
 *
 * @param width of the axis in px.
 * @param zone of the hours; dates are those of the sessions.
 * @example
 * tradingTicks(axis, 0, 14, 900, 'America/New_York')[0]; // { x: 0, text: '09:30\nMay 28' }
 */
export function tradingTicks(axis: TimeAxis, from: number, to: number, width: number, zone: string): Tick[] {
  const mostTicks = Math.max(1, Math.floor(width / labelPx));
  if (to - from <= mostTicks) return hourTicks(axis, from, to, zone);
  for (const level of ['day', 'week', 'month', 'quarter', 'year'] as const) {
    const firsts = firstSessions(axis, level, from, to);
    if (firsts.length > mostTicks && level !== 'year') continue;
    return firsts.map(({ start, date }, index) => ({ x: start, text: dayLabel(level, date, firsts[index - 1]?.date) }));
  }
  return [];
}

function hourTicks({ sessions }: TimeAxis, from: number, to: number, zone: string): Tick[] {
  return sessions
    .filter((session) => session.start + hourCount(session) >= from && session.start <= to)
    .flatMap((session) =>
      Array.from({ length: hourCount(session) }, (_, hour) => ({
        x: session.start + hour,
        text: `${timeText(hourStart(session, hour), zone)}${hour === 0 ? `\n${dateText(session.date)}` : ''}`,
      })),
    )
    .filter(({ x }) => x >= from && x <= to);
}

function dayLabel(level: Level, date: string, before: string | undefined): string {
  const year = date.slice(0, 4);
  if (level === 'year') return year;
  const text = level === 'day' || level === 'week' ? dateText(date) : dateText(date).split(' ')[0];
  return before?.slice(0, 4) === year ? `${text}` : `${text}\n${year}`;
}
