import { tickerSchema } from '@tickerlake/record-schema';
import * as z from 'zod';
import { EventError } from './event-error.ts';

const tradingDate = z.iso.date();

const Chunk = z
  .strictObject({
    id: z.string().regex(/^[\w-]{1,80}$/, 'letters, digits, _ and -'),
    ticker: tickerSchema,
    vendorTicker: tickerSchema.optional(),
    from: tradingDate,
    to: tradingDate,
    barMs: z.int().min(1_000).max(86_400_000),
    askFrom: tradingDate.optional(),
    validFrom: tradingDate.optional(),
    validTo: tradingDate.optional(),
  })
  .refine((chunk) => chunk.from <= chunk.to, 'from is after to');

const Reference = z.strictObject({
  tickers: z.array(tickerSchema).max(1_000),
  from: tradingDate,
  holidays: z.boolean(),
  splits: z.strictObject({ from: tradingDate, to: tradingDate, tickers: z.array(tickerSchema).max(20_000) }).nullable(),
});

const Absence = z.strictObject({
  ticker: tickerSchema,
  dates: z.array(tradingDate).min(1),
  lastTraded: tradingDate.nullable(),
  dayBars: z.array(Chunk).max(20),
});

const Event = z
  .strictObject({
    runId: z
      .string()
      .regex(/^[\w-]{1,64}$/, 'letters, digits, _ and -')
      .meta({ description: 'The run of the rows' }),
    startedAt: z.iso
      .datetime()
      .transform((text) => new Date(text))
      .optional()
      .meta({
        description:
          'When the run started; determines the daily folder of rows that land directly in S3; default: today',
      }),
    holdsBack: z
      .boolean()
      .optional()
      .meta({ description: 'Whether a ticker that the vendor refuses is a receipt with the reason, and not an error' }),
    reference: Reference.optional().meta({
      description: 'What to ask the vendor besides bars, before them: splits, holidays, companies',
    }),
    absences: z.array(Absence).max(5_000).optional().meta({
      description:
        'Sessions without bars, to be explained by day bars and delistings; those that the quota does not cover get no answer',
    }),
    chunks: z
      .array(Chunk)
      .max(1_000)
      .meta({ description: 'What to fetch, in order; chunks that the quota does not cover are returned' }),
  })
  .refine(({ chunks, reference, absences }) => chunks.length > 0 || reference !== undefined || absences !== undefined, {
    path: ['chunks'],
    error: 'name at least one',
  });

/** The event of this Lambda. */
export type IngestRequest = z.output<typeof Event>;

/**
 * Validates the event.
 *
 * @throws {EventError} when it has another form; a misspelt field is rejected, not ignored.
 * @example
 * parseEvent({ runId: 'r1', chunks: [{ id: 'AAPL-1', ticker: 'AAPL', from: '2026-05-28', to: '2026-05-28', barMs:
 * 60_000 }] }).chunks.length; // 1
 */
export function parseEvent(event: unknown): IngestRequest {
  const parsed = Event.safeParse(event);
  if (!parsed.success) throw new EventError(z.prettifyError(parsed.error));
  return parsed.data;
}
