import * as z from 'zod';
import { CalendarInputError } from './errors.ts';
import type { TradingDate } from './market-calendar.ts';
import { dateSchema, parseInput, wallTimeSchema } from './parse-input.ts';

/**
 * The hours of a trading day, New York wall-clock times `HH:mm`, valid for trading dates from `validFrom` until the next row.
 */
const tradingHoursSchema = z
  .strictObject({
    validFrom: dateSchema,
    preOpen: wallTimeSchema,
    /** Whether `preOpen` is on the previous evening; those trades belong to this trading date. */
    isPreOpenOnEveningBefore: z.boolean().optional(),
    open: wallTimeSchema,
    close: wallTimeSchema,
    postClose: wallTimeSchema,
    /** End of the post-market on a day that closes early. */
    earlyPostClose: wallTimeSchema,
  })
  .readonly()
  .refine(
    (row) =>
      (row.isPreOpenOnEveningBefore === true || row.preOpen <= row.open) &&
      row.open < row.close &&
      row.close <= row.postClose,
    {
      error: 'the times are not in the order preOpen, open, close, postClose',
    },
  )
  .refine((row) => row.open < row.earlyPostClose && row.earlyPostClose <= row.postClose, {
    error: 'earlyPostClose is not between open and postClose',
  });

/**
 * A row of the trading hours table. A night session that starts at 21:00 on the previous evening is one row, and its
 * trades belong to the next trading date.
 *
 * @example
 * const night: TradingHours = { validFrom: '2027-01-04', preOpen: '21:00', isPreOpenOnEveningBefore: true, open: '09:30', close: '16:00', postClose: '20:00', earlyPostClose: '17:00' };
 */
export type TradingHours = z.infer<typeof tradingHoursSchema>;

/**
 * The hours since 1990, one row per change. The exchanges have filed for longer hours; none are known to be in force.
 *
 * @example
 * createStockCalendar({ hours: [{ ...knownTradingHours[0], validFrom: '2027-01-04', postClose: '21:00' }] });
 */
export const knownTradingHours: readonly TradingHours[] = [
  {
    validFrom: '1990-01-01',
    preOpen: '04:00',
    open: '09:30',
    close: '16:00',
    postClose: '20:00',
    earlyPostClose: '17:00',
  },
];

/**
 * The trading hours table: built-in rows and the given ones, in order. A given row replaces a built-in one with the
 * same `validFrom`.
 *
 * @throws {CalendarInputError} when a row is malformed, two given rows have the same `validFrom`, or a night overlaps the post-market before it.
 * @example
 * toHoursTable([]).length; // 1
 */
export function toHoursTable(given: readonly TradingHours[]): readonly TradingHours[] {
  const rows = parseInput(z.array(tradingHoursSchema), given, {
    subject: 'the trading hours',
    advice: 'Correct the rows.',
  });
  const dates = new Set(rows.map((row) => row.validFrom));
  const kept = knownTradingHours.filter((row) => !dates.has(row.validFrom));
  const table = [...kept, ...rows].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const issues = [
    ...(dates.size < rows.length ? ['two rows have the same validFrom'] : []),
    ...table.flatMap((row, index) => findOverlap(row, table[index - 1])),
  ];
  if (issues.length > 0)
    throw new CalendarInputError(`Cannot use the trading hours: ${issues.join('; ')}. Correct the rows.`, { issues });
  return table;
}

/** An evening can belong to one trading date only. */
function findOverlap(row: TradingHours, rowBefore: TradingHours | undefined): string[] {
  if (row.isPreOpenOnEveningBefore !== true) return [];
  const latestClose = [row.postClose, rowBefore?.postClose ?? row.postClose].reduce((latest, close) =>
    close > latest ? close : latest,
  );
  return row.preOpen >= latestClose
    ? []
    : [
        `valid from ${row.validFrom}: preOpen ${row.preOpen} on the previous evening is before that evening's postClose ${latestClose}`,
      ];
}

/**
 * The hours that are valid on a trading date.
 *
 * @example
 * hoursOn(knownTradingHours, '2026-05-20')?.open; // '09:30'
 */
export function hoursOn(table: readonly TradingHours[], tradingDate: TradingDate): TradingHours | undefined {
  return table.findLast((row) => row.validFrom <= tradingDate);
}

/**
 * Minutes after midnight of a wall-clock time.
 *
 * @example
 * toMinuteOfDay('09:30'); // 570
 */
export function toMinuteOfDay(wallTime: string): number {
  return Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3, 5));
}
