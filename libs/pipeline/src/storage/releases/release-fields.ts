import * as z from 'zod';
import { absenceSchema } from '../../values/absence.ts';
import { heldBackSchema } from '../../values/held-back.ts';
import { newerPointerSchema } from './store-format.ts';

/** The fields that every warehouse records of a release; `tables` is warehouse-specific. */
export const releaseFields = {
  id: z.int().positive(),
  parentId: z.int().positive().nullable(),
  publishedAt: z.string(),
  newestDates: z.record(z.string(), z.string()),
  runId: z.string(),
  source: z.string(),
  tickers: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  // Releases of older versions do not say what was not expected, held back or not evaluated.
  absences: z.array(absenceSchema).optional(),
  heldBack: z.array(heldBackSchema).optional(),
  quality: z.object({
    passed: z.int(),
    warned: z.int(),
    notEvaluated: z.int().default(0),
    score: z.number().nullable(),
  }),
};

/** The pointer's value until the first release is published. It is written before the first manifest, so a missing pointer is damage. */
export const noRelease = 0;

/**
 * The pointer to the release that readers see, `noRelease` before the first one, and the highest id that was ever published: an id is
 * never used twice, even if its manifest is lost. Older pointers do not hold it.
 */
const pointerSchema = z.object({
  release: z.int().nonnegative(),
  newestId: z.int().nonnegative().optional(),
  /** Absent in a store of format 1, and of early builds of format 2. */
  format: z.int().positive().optional(),
});

/** A pointer of any program: a newer one may have written what only it understands. */
export const releasePointerSchema = z.union([newerPointerSchema, pointerSchema]);

/** What a pointer holds. */
export type ReleasePointer = z.infer<typeof pointerSchema>;
