import * as z from 'zod';

/**
 * Schema of what a store holds of accepted observations.
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

/** An observation that DetectAnomalies found unusual and a person says is ordinary: later ranges count it. */
export type AcceptedObservation = Readonly<z.infer<typeof acceptedSchema>[number]>;

/** What to do about a damaged file of them. */
export const acceptedRepair = 'Remove it, then accept the observations again with "tickerlake quality accept".';
