import * as z from 'zod';
import { EventError } from './event-error.ts';

const Event = z.object({ runId: z.string().min(1).meta({ description: 'The run that this call is a part of' }) });

/** What this Lambda is called with. */
export type Event = z.infer<typeof Event>;

/**
 * Checks what Lambda was called with.
 *
 * @throws {EventError} When it is not of the form above.
 * @example
 * parseEvent({ runId: '01J' }); // { runId: '01J' }
 */
export function parseEvent(event: unknown): Event {
  const parsed = Event.safeParse(event);
  if (!parsed.success) throw new EventError(z.prettifyError(parsed.error), { cause: parsed.error });
  return parsed.data;
}
