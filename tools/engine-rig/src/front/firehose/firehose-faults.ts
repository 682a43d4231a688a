import * as z from 'zod';

const common = { about: z.string().default(''), times: z.int().positive().default(1) };
const faultSchema = z.discriminatedUnion('kind', [
  /** The call is throttled as a whole. */
  z.object({ kind: z.literal('throttle'), ...common }),
  /** The records of a batch at these indexes are rejected; without `indexes`, all are. */
  z.object({ kind: z.literal('fail-records'), indexes: z.array(z.int().nonnegative()).optional(), ...common }),
  /** The records are accepted, then the connection is cut. */
  z.object({ kind: z.literal('lose-answer'), ...common }),
  /** The records are accepted, but the response has one entry less than the request. */
  z.object({ kind: z.literal('short-answer'), ...common }),
  /** The next object is delayed by this much. */
  z.object({ kind: z.literal('late'), delayMs: z.int().positive(), ...common }),
  /** The next object is never written. */
  z.object({ kind: z.literal('drop'), ...common }),
  /** The next object is written twice: delivery is at least once. */
  z.object({ kind: z.literal('repeat'), ...common }),
  /** The records of the next object go to the error prefix. */
  z.object({ kind: z.literal('to-errors'), ...common }),
]);

/** How the next calls or deliveries fail, `times` times, on streams whose name contains `about`. */
export type FirehoseFault = z.output<typeof faultSchema>;

/**
 * Parses the faults that a test sends to `/rig/firehose-faults`.
 *
 * @throws {z.ZodError} when they are invalid.
 *
 * @example
 * parseFirehoseFaults('[{ "kind": "fail-records", "indexes": [0], "about": "raw" }]');
 */
export const parseFirehoseFaults = (json: string): FirehoseFault[] => z.array(faultSchema).parse(JSON.parse(json));
