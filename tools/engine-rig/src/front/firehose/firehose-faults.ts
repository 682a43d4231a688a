import * as z from 'zod';

const common = { about: z.string().default(''), times: z.int().positive().default(1) };
const faultSchema = z.discriminatedUnion('kind', [
  /** The call is throttled as a whole. */
  z.object({ kind: z.literal('throttle'), ...common }),
  /** These records of a batch are not taken, by index; without `indexes`, none is. */
  z.object({ kind: z.literal('fail-records'), indexes: z.array(z.int().nonnegative()).optional(), ...common }),
  /** The records are taken, then the connection is cut. */
  z.object({ kind: z.literal('lose-answer'), ...common }),
  /** The records are taken, but the answer holds one entry less than the call. */
  z.object({ kind: z.literal('short-answer'), ...common }),
  /** The next object is written so much later. */
  z.object({ kind: z.literal('late'), delayMs: z.int().positive(), ...common }),
  /** The next object never comes. */
  z.object({ kind: z.literal('drop'), ...common }),
  /** The next object comes twice: delivery is at least once. */
  z.object({ kind: z.literal('repeat'), ...common }),
  /** The records of the next object go to the error prefix. */
  z.object({ kind: z.literal('to-errors'), ...common }),
]);

/** How next calls or deliveries go wrong, so many `times`, on streams whose name holds `about`. */
export type FirehoseFault = z.output<typeof faultSchema>;

/**
 * Reads faults as a test sends them to `/rig/firehose-faults`.
 *
 * @throws {z.ZodError} when they are none.
 *
 * @example
 * parseFirehoseFaults('[{ "kind": "fail-records", "indexes": [0], "about": "raw" }]');
 */
export const parseFirehoseFaults = (json: string): FirehoseFault[] => z.array(faultSchema).parse(JSON.parse(json));
