import * as z from 'zod';
import { parseTrinoJson, type TrinoRawValue } from './trino-json.ts';
import { trinoTypeSignatureSchema } from './trino-type.ts';

/** Numbers arrive as text (see `parseTrinoJson`). */
const count = z.coerce.number().default(0);

const statisticsSchema = z.object({
  state: z.string().default(''),
  queuedTimeMillis: count,
  elapsedTimeMillis: count,
  cpuTimeMillis: count,
  wallTimeMillis: count,
  processedRows: count,
  processedBytes: count,
  physicalInputBytes: count,
  physicalWrittenBytes: count,
  peakMemoryBytes: count,
  spilledBytes: count,
  completedSplits: count,
  totalSplits: count,
});

const errorSchema = z.object({
  message: z.string().default(''),
  errorCode: z.coerce.number().default(0),
  errorName: z.string().default(''),
  errorType: z.string().default(''),
  errorLocation: z.object({ lineNumber: z.coerce.number(), columnNumber: z.coerce.number() }).optional(),
});

// There are many rows, and Trino's types describe their values: only the frame is checked here.
const rowsSchema = z.custom<readonly (readonly TrinoRawValue[])[]>(
  (data) => Array.isArray(data) && data.every((row) => Array.isArray(row)),
);

const answerSchema = z.object({
  id: z.string(),
  infoUri: z.string().optional(),
  nextUri: z.string().optional(),
  columns: z
    .array(z.object({ name: z.string(), type: z.string(), typeSignature: trinoTypeSignatureSchema }))
    .optional(),
  data: rowsSchema.optional(),
  stats: statisticsSchema,
  error: errorSchema.optional(),
  updateType: z.string().nullish(),
  updateCount: z.string().nullish(),
});

/** One answer of Trino's statement resource. */
export type TrinoAnswer = z.output<typeof answerSchema>;

/** What Trino says of a failure. */
export type TrinoFailure = z.output<typeof errorSchema>;

/**
 * Reads one answer of Trino's statement resource.
 *
 * @throws {SyntaxError} for text that is not JSON; {z.ZodError} for JSON that is not an answer.
 * @example
 * parseTrinoAnswer('{"id":"20260529_193000_00001_abcde","stats":{"state":"QUEUED"}}').stats.state; // 'QUEUED'
 */
export function parseTrinoAnswer(text: string): TrinoAnswer {
  return answerSchema.parse(parseTrinoJson(text));
}
