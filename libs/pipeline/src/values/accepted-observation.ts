import * as z from 'zod';

/**
 * Schema of the accepted observations of a store.
 *
 * @example
 * acceptedSchema.parse(JSON.parse(text));
 */
export const acceptedSchema = z.array(
  z.object({
    /** The table that the rule read. */
    dataset: z.string(),
    /** What the rule measured: `RowCount`. */
    series: z.string(),
    /** The run that measured it. */
    runId: z.string(),
    /** When it was accepted, ISO. */
    acceptedAt: z.string(),
  }),
);

/** A value that DetectAnomalies found unusual and a person has accepted as ordinary: later ranges include it. */
export type AcceptedObservation = Readonly<z.infer<typeof acceptedSchema>[number]>;

/** What to do about a damaged file of them. */
export const acceptedRepair = 'Remove it, then accept the observations again with "tickerlake quality accept".';
