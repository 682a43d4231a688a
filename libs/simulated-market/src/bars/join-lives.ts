import { toDayNumber } from '../calendar/civil-day.ts';
import { type TickerBars } from './ticker-bars.ts';

/**
 * The bars that a ticker had for one company after the other, as the vendor answers them: joined, without a word.
 *
 * @param lives oldest first; at least one.
 * @example
 * const bars = joinLives([barsOfTheFund, barsOfTheCompany]);
 */
export function joinLives(lives: readonly [TickerBars, ...TickerBars[]]): TickerBars {
  const newest = lives.at(-1) ?? lives[0];
  if (lives.length === 1) return newest;
  return {
    ...newest,
    sessions: (fromDay, toDay) => lives.flatMap((life) => life.sessions(fromDay, toDay)),
    fill(day, base, view, columns) {
      const life = lives.findLast(({ profile }) => toDayNumber(profile.listedOn) <= day.dayNumber);
      (life ?? lives[0]).fill(day, base, view, columns);
    },
  };
}
