import * as z from 'zod';
import { barFindingsSchema } from '../../values/bar-findings.ts';
import type { FetchChunk } from '../../ports/bar-source.ts';
import { type AbsenceQuestion, toldAbsenceSchema } from '../../instruments/ask-absence.ts';
import { type ReferenceRequest, toldReferenceSchema } from '../../instruments/ask-reference.ts';
import type { Step } from '../../values/step.ts';

/** A request to the ingest Lambda. Chunks that the quota does not cover get no receipt. */
export interface IngestRequest {
  readonly runId: string;
  /** When the run began, ISO 8601: rows that are landed in S3 directly go into the folder of this day. */
  readonly startedAt: string;
  readonly chunks: readonly FetchChunk[];
  /** Whether a ticker that the vendor refuses is a receipt with the reason, and not an error. */
  readonly holdsBack?: boolean;
  /** What to ask besides bars, before them. */
  readonly reference?: ReferenceRequest;
  /** Sessions without bars, to be explained. */
  readonly absences?: readonly AbsenceQuestion[];
}

const receiptSchema = z.object({
  chunkId: z.string(),
  ticker: z.string(),
  calls: z.int().nonnegative(),
  rows: z.int().nonnegative(),
  /** Trading date to rows, as fetched. */
  rowsByDate: z.record(z.string(), z.int().positive()),
  findings: barFindingsSchema.optional(),
  /** Why the vendor refuses the ticker. */
  refused: z.string().optional(),
});

/** What the ingest Lambda fetched and sent of one chunk. */
export type IngestReceipt = Readonly<z.infer<typeof receiptSchema>>;

/** An answer of the ingest Lambda; any other field is for people. */
export const ingestAnswerSchema = z.object({
  /** In the order of the chunks; what the quota did not cover has none. */
  receipts: z.array(receiptSchema),
  /** How long to wait before requesting the rest. */
  waitMs: z.int().nonnegative(),
  told: toldReferenceSchema.optional(),
  /** In the order of the questions; those that the quota did not cover have none. */
  absences: z.array(toldAbsenceSchema).optional(),
});

/** What one invocation of the ingest Lambda did. */
export type IngestAnswer = Readonly<z.infer<typeof ingestAnswerSchema>>;

/**
 * Invokes the ingest Lambda, once for each step: a repeated step returns the remembered answer.
 *
 * @throws the Lambda's error, whose `name` is the class of the original one.
 */
export type InvokeIngest = (step: Step, request: IngestRequest) => Promise<IngestAnswer>;
