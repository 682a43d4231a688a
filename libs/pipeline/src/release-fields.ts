import * as z from 'zod';

/** The fields that every warehouse records of a release; `tables` is in its own words. */
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
  // Releases of older versions do not say how many rules were not evaluated.
  quality: z.object({ passed: z.int(), warned: z.int(), notEvaluated: z.int().default(0), score: z.number().nullable() }),
};

/** The pointer to the release that readers see. */
export const releasePointerSchema = z.object({ release: z.int().positive() });
