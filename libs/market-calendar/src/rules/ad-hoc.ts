import type { TradingDate } from '../market-calendar.ts';

/** A one-off closure or early close. */
export interface AdHocDay {
  readonly date: TradingDate;
  readonly reason: string;
}

/**
 * One-off closures of the New York Stock Exchange since 1990, in order. New ones go into the overrides first.
 *
 * @example
 * adHocClosures.at(-1)?.date; // '2025-01-09'
 */
export const adHocClosures: readonly AdHocDay[] = [
  { date: '1994-04-27', reason: 'funeral of President Nixon' },
  { date: '2001-09-11', reason: 'attacks of 11 September' },
  { date: '2001-09-12', reason: 'attacks of 11 September' },
  { date: '2001-09-13', reason: 'attacks of 11 September' },
  { date: '2001-09-14', reason: 'attacks of 11 September' },
  { date: '2004-06-11', reason: 'mourning for President Reagan' },
  { date: '2007-01-02', reason: 'mourning for President Ford' },
  { date: '2012-10-29', reason: 'hurricane Sandy' },
  { date: '2012-10-30', reason: 'hurricane Sandy' },
  { date: '2018-12-05', reason: 'mourning for President Bush' },
  { date: '2025-01-09', reason: 'mourning for President Carter' },
];

/**
 * One-off early closes (13:00 New York) since 1990, in order.
 *
 * @example
 * adHocEarlyCloses[0]?.date; // '1997-12-26'
 */
export const adHocEarlyCloses: readonly AdHocDay[] = [
  { date: '1997-12-26', reason: 'day after Christmas' },
  { date: '1999-12-31', reason: "New Year's Eve" },
  { date: '2003-12-26', reason: 'day after Christmas' },
];
