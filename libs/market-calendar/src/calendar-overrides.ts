import * as z from 'zod';
import type { TradingDate } from './market-calendar.ts';
import { dateSchema, parseInput, wallTimeSchema } from './parse-input.ts';
import { isWeekend } from './trading-date.ts';

/** A session can only be on a weekday: any other date is a slip of the pen. */
const weekdaySchema = dateSchema.refine((date) => !isWeekend(date), {
  error: 'is on a week-end, which is always closed',
});

const daySchema = z.strictObject({ date: weekdaySchema, reason: z.string().min(1) }).readonly();

const earlyCloseSchema = z
  .strictObject({ date: weekdaySchema, reason: z.string().min(1), close: wallTimeSchema.optional() })
  .readonly();

/** What an override file may hold; every list may be left out. */
const calendarOverridesSchema = z
  .strictObject({
    closures: z.array(daySchema).readonly().optional(),
    earlyCloses: z.array(earlyCloseSchema).readonly().optional(),
    fullSessions: z.array(daySchema).readonly().optional(),
  })
  .readonly()
  .superRefine((overrides, context) => {
    for (const date of findRepeated(listDates(overrides)))
      context.addIssue({ code: 'custom', message: `${date} is named more than once` });
  });

/**
 * Corrections to the calendar without a release, each with its reason: days that are closed, days that close early (`close`: New York
 * time, 13:00 unless said), and days that are full sessions whatever the rules say.
 *
 * @example
 * const overrides: CalendarOverrides = { closures: [{ date: '2026-05-20', reason: 'day of mourning' }] };
 */
export type CalendarOverrides = z.infer<typeof calendarOverridesSchema>;

/**
 * Reads overrides, for instance the content of a JSON file.
 *
 * @throws {CalendarInputError} naming every fault: unknown keys, dates that are none or on a week-end, a date that is named twice.
 * @example
 * createStockCalendar({ overrides: parseCalendarOverrides(JSON.parse(text)) });
 */
export function parseCalendarOverrides(input: unknown): CalendarOverrides {
  return parseInput(calendarOverridesSchema, input, { what: 'the calendar overrides', next: 'Correct the file.' });
}

function listDates({
  closures = [],
  earlyCloses = [],
  fullSessions = [],
}: z.infer<typeof calendarOverridesSchema>): TradingDate[] {
  return [...closures, ...earlyCloses, ...fullSessions].map((day) => day.date);
}

function findRepeated(dates: readonly TradingDate[]): Set<TradingDate> {
  return new Set(dates.filter((date, index) => dates.indexOf(date) !== index));
}
