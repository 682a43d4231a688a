import { tickerSchema } from '@tickerlake/record-schema';
import * as z from 'zod';
import { EventError } from './event-error.ts';

const tradingDate = z.iso.date();

const Chunk = z
  .strictObject({
    id: z.string().regex(/^[\w-]{1,80}$/, 'letters, digits, _ and -'),
    ticker: tickerSchema,
    from: tradingDate,
    to: tradingDate,
    barMs: z.int().min(1_000).max(86_400_000),
  })
  .refine((chunk) => chunk.from <= chunk.to, 'from is after to');

const Event = z.strictObject({
  runId: z.string().regex(/^[\w-]{1,64}$/, 'letters, digits, _ and -').meta({ description: 'The run that the rows belong to' }),
  startedAt: z.iso.datetime().transform((text) => new Date(text)).optional().meta({ description: "When the run started: the day's folder of what lands straight in S3; the present day without it" }),
  chunks: z.array(Chunk).min(1).max(1_000).meta({ description: 'What to fetch, in order; what the quota does not cover is given back' }),
});

/** What this Lambda was asked for. */
export type IngestRequest = z.output<typeof Event>;

/**
 * Checks what Lambda was called with.
 *
 * @throws {EventError} when it is of another form: a misspelt field is refused, not passed over.
 * @example
 * parseEvent({ runId: 'r1', chunks: [{ id: 'AAPL-1', ticker: 'AAPL', from: '2026-05-28', to: '2026-05-28', barMs: 60_000 }] }).chunks.length; // 1
 */
export function parseEvent(event: unknown): IngestRequest {
  const parsed = Event.safeParse(event);
  if (!parsed.success) throw new EventError(z.prettifyError(parsed.error));
  return parsed.data;
}
