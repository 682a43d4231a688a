import { addCalendarDays, type TradingDate } from '@tickerlake/market-calendar';
import * as z from 'zod';

/**
 * Why no bars are expected: the ticker is not listed yet or no longer, is halted all day, was not traded all day, is not
 * in the recorded folder then, the vendor refuses it on this plan, it is not a member of the universe then; or the gap is known, and a run
 * repairs others.
 */
const absenceReason = z.enum([
  'not-listed',
  'delisted',
  'halted',
  'no-trades',
  'not-recorded',
  'refused',
  'not-a-member',
  'missing',
]);

/**
 * Schema of an absence in a manifest.
 *
 * @example
 * z.array(absenceSchema).parse(manifest.absences);
 */
export const absenceSchema = z.object({
  ticker: z.string(),
  from: z.string(),
  to: z.string(),
  reason: absenceReason,
});

/** Trading dates, both ends included, on which no bars of a ticker are expected. Plain JSON. */
export interface Absence {
  readonly ticker: string;
  readonly from: TradingDate;
  readonly to: TradingDate;
  readonly reason: z.infer<typeof absenceReason>;
}

/**
 * The absences of a range without overlaps, in order of ticker and date: where several hold, the first given counts.
 *
 * @example
 * settleAbsences([{ ticker: 'META', from: '0001-01-01', to: '2022-06-08', reason: 'not-listed' }], { from: '2022-06-01', to: '2022-06-17' });
 * // [{ ticker: 'META', from: '2022-06-01', to: '2022-06-08', reason: 'not-listed' }]
 */
export function settleAbsences(
  absences: readonly Absence[],
  range: { readonly from: TradingDate; readonly to: TradingDate },
): Absence[] {
  const settled: Absence[] = [];
  for (const absence of absences) {
    const own = settled.filter(({ ticker }) => ticker === absence.ticker);
    settled.push(...own.reduce((parts, known) => parts.flatMap((part) => without(part, known)), clip(absence, range)));
  }
  return settled.sort((a, b) => compare(a.ticker, b.ticker) || compare(a.from, b.from));
}

/**
 * The reason for which nothing is expected of a ticker on a date; null when bars are.
 *
 * @example
 * reasonOn(absences, 'META', '2022-06-08'); // 'not-listed'
 */
export const reasonOn = (absences: readonly Absence[], ticker: string, date: TradingDate): Absence['reason'] | null =>
  absences.find((one) => one.ticker === ticker && one.from <= date && one.to >= date)?.reason ?? null;

function clip(absence: Absence, range: { readonly from: TradingDate; readonly to: TradingDate }): Absence[] {
  const from = absence.from > range.from ? absence.from : range.from;
  const to = absence.to < range.to ? absence.to : range.to;
  return from <= to ? [{ ...absence, from, to }] : [];
}

function without(part: Absence, known: Absence): Absence[] {
  if (known.to < part.from || known.from > part.to) return [part];
  return [
    ...(part.from < known.from ? [{ ...part, to: addCalendarDays(known.from, -1) }] : []),
    ...(part.to > known.to ? [{ ...part, from: addCalendarDays(known.to, 1) }] : []),
  ];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
