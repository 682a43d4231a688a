import * as z from 'zod';
import { createStockCalendar, type StockCalendar } from './create-stock-calendar.ts';
import { CalendarInputError } from './errors.ts';
import { tradingHoursSchema } from './trading-hours.ts';
import { overrideLists } from './settings/calendar-overrides.ts';
import { parseInput } from './settings/parse-input.ts';

const settingsSchema = z
  .strictObject({
    ...overrideLists,
    hours: z
      .array(tradingHoursSchema)
      .readonly()
      .optional()
      .meta({ description: 'changes of the trading hours, in New York time, each valid from a trading date on' }),
  })
  .readonly();

/**
 * What people know of the New York calendar and this release does not: closures, early closes and full sessions
 * announced at short notice, and changes of the trading hours, such as a night session. One object for every app, so that
 * all of them expect the same bars.
 *
 * @example
 * const settings: CalendarSettings = { hours: [{ validFrom: '2026-12-07', nightOpen: '21:00' }] };
 */
export type CalendarSettings = z.infer<typeof settingsSchema>;

/**
 * Schema of the calendar settings; it also finds what contradicts the rules.
 *
 * @example
 * calendarSettingsSchema.parse({ closures: [{ date: '2026-05-20', reason: 'day of mourning' }] });
 */
export const calendarSettingsSchema = settingsSchema.superRefine((settings, context) => {
  // What is malformed has been said already.
  if (context.issues.length > 0) return;
  try {
    configuredStockCalendar(settings);
  } catch (error) {
    if (!(error instanceof CalendarInputError)) throw error;
    for (const message of error.issues) context.addIssue({ code: 'custom', message });
  }
});

/**
 * Parses calendar settings, for example the JSON of an environment variable.
 *
 * @throws {CalendarInputError} listing every problem: unknown keys, invalid dates, closures on weekends, dates that
 * appear twice, hours out of order.
 * @example
 * const calendar = configuredStockCalendar(parseCalendarSettings(JSON.parse(text)));
 */
export function parseCalendarSettings(input: unknown): CalendarSettings {
  return parseInput(calendarSettingsSchema, input, {
    subject: 'the calendar settings',
    advice: 'Correct "calendar" in the configuration.',
  });
}

/**
 * The New York calendar with the settings applied.
 *
 * @throws {CalendarInputError} when settings contradict each other or the rules.
 * @example
 * configuredStockCalendar({ closures: [{ date: '2026-05-20', reason: 'day of mourning' }] }).session('2026-05-20'); // null
 */
export function configuredStockCalendar({ hours, ...overrides }: CalendarSettings): StockCalendar {
  return createStockCalendar({ overrides, ...(hours !== undefined && { hours }) });
}
