import * as z from 'zod';
import { CalendarInputError } from '../errors.ts';
import { isTradingDate } from '../dates/trading-date.ts';

/**
 * Schema of a calendar date in external data.
 *
 * @example
 * z.array(dateSchema).parse(['2026-05-20']);
 */
export const dateSchema = z.string().refine(isTradingDate, {
  error: 'is not a calendar date (YYYY-MM-DD)',
  abort: true,
});

/**
 * Schema of a New York wall-clock time, `HH:mm`, from 00:00 to 24:00.
 *
 * @example
 * wallTimeSchema.parse('09:30');
 */
export const wallTimeSchema = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'is not a time of day (HH:mm)' });

/**
 * Parses external data and reports every problem in one error: where it is, what is wrong, what to do.
 *
 * @throws {CalendarInputError} when the data has the wrong shape.
 * @example
 * parseInput(z.array(dateSchema), json, { subject: 'the list of dates', advice: 'Correct the file.' });
 */
export function parseInput<Output>(
  schema: z.ZodType<Output>,
  input: unknown,
  { subject, advice }: { subject: string; advice: string },
): Output {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => `${toPathText(issue.path)}: ${issue.message}`);
  throw new CalendarInputError(`Cannot use ${subject}: ${issues.join('; ')}. ${advice}`, {
    issues,
    cause: result.error,
  });
}

function toPathText(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'input' : path.map(String).join('.');
}
