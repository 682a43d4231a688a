import { tickerOrUniverseSchema } from '@tickerlake/record-schema';
import * as z from 'zod';
import { EventError } from './event-error.ts';

const range = {
  from: z.iso
    .date()
    .optional()
    .meta({ description: 'First trading date; default: three sessions before the end of the last run' }),
  to: z.iso.date().optional().meta({ description: 'Last trading date; default: the last completed session' }),
  tickers: z
    .array(tickerOrUniverseSchema)
    .min(1)
    .optional()
    .meta({ description: 'Tickers to use instead of the configured ones' }),
  refetch: z
    .boolean()
    .optional()
    .meta({ description: 'Whether what is published is asked for again; default: only what is missing of the range' }),
};

const RunEvent = z.strictObject({ runId: z.string().regex(/^[\w-]{1,64}$/, 'letters, digits, _ and -'), ...range });

/** The request of one run. Its id is the execution's name. */
export type RunEvent = z.output<typeof RunEvent>;

/**
 * Validates the orchestrator's event.
 *
 * @throws {EventError} when it has another form; a misspelt field is rejected, not ignored.
 * @example
 * parseRunEvent({ runId: 'backfill-1', from: '2026-05-01' }).from; // '2026-05-01'
 */
export function parseRunEvent(event: unknown): RunEvent {
  const { data, error } = RunEvent.safeParse(event);
  if (data === undefined) throw new EventError('workflow-orchestrator', z.prettifyError(error));
  return data;
}

const ScheduledStart = z.strictObject({
  scheduledAt: z.iso
    .datetime({ offset: true })
    .meta({ description: 'The scheduled minute; the run is named after it' }),
});
const ManualStart = z.strictObject({ runId: RunEvent.shape.runId.optional(), ...range });

/** The event that starts a run: from the schedule, or by hand. */
export type StartEvent = z.output<typeof ScheduledStart> | z.output<typeof ManualStart>;

/**
 * Validates the dispatcher's event.
 *
 * @throws {EventError} when it has neither form.
 * @example
 * parseStartEvent({ scheduledAt: '2026-05-29T21:15:00Z' });
 */
export function parseStartEvent(event: unknown): StartEvent {
  // Not a union: its error for a wrong field would only say that the input is invalid.
  const isScheduled = typeof event === 'object' && event !== null && 'scheduledAt' in event;
  const { data, error } = (isScheduled ? ScheduledStart : ManualStart).safeParse(event);
  if (data === undefined) throw new EventError('the dispatcher', z.prettifyError(error));
  return data;
}
