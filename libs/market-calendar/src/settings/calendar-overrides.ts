import * as z from 'zod';
import type { TradingDate } from '../market-calendar.ts';
import { dateSchema, parseInput, wallTimeSchema } from './parse-input.ts';
import { isWeekend } from '../dates/trading-date.ts';

/** Sessions fall on weekdays only, so an override on any other date is a typo. */
const weekdaySchema = dateSchema.refine((date) => !isWeekend(date), {
  error: ({ input }) => `${String(input)} is on a weekend, which is always closed`,
});

const daySchema = z.strictObject({ date: weekdaySchema, reason: z.string().min(1) }).readonly();

const earlyCloseSchema = z
  .strictObject({ date: weekdaySchema, reason: z.string().min(1), close: wallTimeSchema.optional() })
  .readonly();

/**
 * The lists of the overrides, for schemas that hold more. Every list is optional.
 *
 * @example
 * z.strictObject({ ...overrideLists, hours: z.array(tradingHoursSchema) });
 */
export const overrideLists = {
  closures: z.array(daySchema).readonly().optional().meta({ description: 'days without a session' }),
  earlyCloses: z
    .array(earlyCloseSchema)
    .readonly()
    .optional()
    .meta({ description: 'sessions that close early: at 13:00 New York, or at their "close"' }),
  fullSessions: z
    .array(daySchema)
    .readonly()
    .optional()
    .meta({ description: 'full sessions on days that the rules would close or shorten' }),
};

const calendarOverridesSchema = z
  .strictObject(overrideLists)
  .readonly()
  .superRefine((overrides, context) => {
    for (const date of findRepeated(listDates(overrides)))
      context.addIssue({ code: 'custom', message: `${date} appears more than once` });
  });

/**
 * Corrections to the calendar that need no new release, each with a reason: closed days, early closes (`close` in New
 * York time, default 13:00), and full sessions on days that the rules would close or shorten.
 *
 * @example
 * const overrides: CalendarOverrides = { closures: [{ date: '2026-05-20', reason: 'day of mourning' }] };
 */
export type CalendarOverrides = z.infer<typeof calendarOverridesSchema>;

/**
 * Parses overrides, for example the content of a JSON file.
 *
 * @throws {CalendarInputError} listing every problem: unknown keys, invalid dates, weekend dates, dates that appear
 * twice.
 * @example
 * createStockCalendar({ overrides: parseCalendarOverrides(JSON.parse(text)) });
 */
export function parseCalendarOverrides(input: unknown): CalendarOverrides {
  return parseInput(calendarOverridesSchema, input, { subject: 'the calendar overrides', advice: 'Correct the file.' });
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
