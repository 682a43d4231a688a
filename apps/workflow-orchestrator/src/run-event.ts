import { tickerOrUniverseSchema } from '@tickerlake/record-schema';
import * as z from 'zod';
import { EventError } from './event-error.ts';

const range = {
  from: z.iso.date().optional().meta({ description: 'First trading date; default: where the last run ended, three sessions back' }),
  to: z.iso.date().optional().meta({ description: 'Last trading date; default: the last completed session' }),
  tickers: z.array(tickerOrUniverseSchema).min(1).optional().meta({ description: 'Instead of the configured ones' }),
};

const RunEvent = z.strictObject({ runId: z.string().regex(/^[\w-]{1,64}$/, 'letters, digits, _ and -'), ...range });

/** What one run is asked for. Its id is the execution's name. */
export type RunEvent = z.output<typeof RunEvent>;

/**
 * Checks what the orchestrator was started with.
 *
 * @throws {EventError} when it is of another form: a misspelt field is refused, not passed over.
 * @example
 * parseRunEvent({ runId: 'backfill-1', from: '2026-05-01' }).from; // '2026-05-01'
 */
export function parseRunEvent(event: unknown): RunEvent {
  const { data, error } = RunEvent.safeParse(event);
  if (data === undefined) throw new EventError('workflow-orchestrator', z.prettifyError(error));
  return data;
}

const ScheduledStart = z.strictObject({ scheduledAt: z.iso.datetime({ offset: true }).meta({ description: "The schedule's own minute: it names the run" }) });
const ManualStart = z.strictObject({ runId: RunEvent.shape.runId.optional(), ...range });

/** What starts a run: the schedule, or somebody. */
export type StartEvent = z.output<typeof ScheduledStart> | z.output<typeof ManualStart>;

/**
 * Checks what the dispatcher was called with.
 *
 * @throws {EventError} when it is of neither form.
 * @example
 * parseStartEvent({ scheduledAt: '2026-05-29T21:15:00Z' });
 */
export function parseStartEvent(event: unknown): StartEvent {
  // Not as a union: that would say of a wrong field only that the input is invalid.
  const isScheduled = typeof event === 'object' && event !== null && 'scheduledAt' in event;
  const { data, error } = (isScheduled ? ScheduledStart : ManualStart).safeParse(event);
  if (data === undefined) throw new EventError('the dispatcher', z.prettifyError(error));
  return data;
}
