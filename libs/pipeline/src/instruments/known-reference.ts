import * as z from 'zod';
import type { KnownReference } from '../ports/instrument-store.ts';
import { instrumentSchema } from '../values/instrument.ts';

/** What a store keeps of the reference data. */
export const knownReferenceSchema: z.ZodType<KnownReference> = z.object({
  asked: z.record(z.string(), z.string()),
  instruments: z.array(instrumentSchema),
  table: z.array(instrumentSchema),
  holidays: z.object({ day: z.string(), list: z.array(z.unknown()) }).nullable(),
});

/** A store without reference data. */
export const noReference: KnownReference = { asked: {}, instruments: [], table: [], holidays: null };
