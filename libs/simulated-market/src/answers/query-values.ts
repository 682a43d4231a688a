import * as z from 'zod';
import { toDayNumber, isDate } from '../calendar/civil-day.ts';
import { type MarketZone } from '../calendar/time-zone.ts';
import { REFUSALS } from '../gate/api-refusal.ts';

/** `true` or `false`; also as Python prints them, which the vendor accepts. */
export const BOOLEAN_TEXT = z
  .enum(['true', 'false', 'True', 'False'])
  .transform((text) => text.toLowerCase() === 'true');

/** A calendar date. */
export const DATE_TEXT = z.string().refine(isDate, { error: 'a date, YYYY-MM-DD' });

/**
 * A whole number between bounds, as text.
 *
 * @example
 * const limit = wholeNumberText(1, 50_000).parse('5000');
 */
export function wholeNumberText(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/, { error: `a whole number from ${least} to ${most}` })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: `a whole number from ${least} to ${most}` });
}

/**
 * Parses the query of a request.
 *
 * @throws ApiRefusal 400 that names the first wrong parameter
 * @example
 * const { limit } = parseQuery(z.object({ limit: wholeNumberText(1, 50_000).default(5000) }), query);
 */
export function parseQuery<Schema extends z.ZodType>(schema: Schema, query: URLSearchParams): z.output<Schema> {
  const parsed = schema.safeParse(Object.fromEntries(query));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw REFUSALS.badParameter(String(issue?.path[0] ?? 'query'), issue?.message ?? 'unknown');
}

/**
 * The first and last instant (UTC epoch ms) of a `from` or `to`: a day of the zone, or one millisecond.
 *
 * @throws ApiRefusal 400 when it is neither a date nor a time
 * @example
 * parseTime('from', '2026-05-20', NEW_YORK_ZONE).firstMs;
 */
export function parseTime(
  name: string,
  text: string,
  zone: MarketZone,
): { readonly firstMs: number; readonly lastMs: number } {
  if (isDate(text)) {
    const day = toDayNumber(text);
    return { firstMs: zone.midnightMs(day), lastMs: zone.midnightMs(day + 1) - 1 };
  }
  // Calendars end with the year 9999.
  if (!/^\d{1,15}$/.test(text) || Number(text) > 253_402_300_799_999) throw REFUSALS.badTime(name);
  return { firstMs: Number(text), lastMs: Number(text) };
}
