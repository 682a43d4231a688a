import { provisionActions, type ProvisionRequest } from '@tickerlake/grafana-provisioning';
import * as z from 'zod';
import { EventError } from './event-error.ts';

const Event = z.strictObject({
  action: z.enum(provisionActions).default('apply').meta({ description: 'What to do' }),
  force: z.boolean().default(false).meta({ description: 'Overwrite edits made in Grafana' }),
  includeManaged: z.boolean().default(false).meta({ description: 'Take over resources owned by others' }),
  rotateSecrets: z.boolean().default(false).meta({ description: "Write the data source's secrets again" }),
  installPlugin: z.boolean().default(true).meta({ description: 'Install the Athena plugin if it is missing' }),
  isConfirmed: z.boolean().default(false).meta({ description: 'Confirm a destroy' }),
});

/**
 * Validates the event. An empty event is an apply.
 *
 * @throws {EventError} When it has another form; a misspelt field is rejected, not ignored.
 * @example
 * parseEvent({ action: 'drift' }).action; // 'drift'
 */
export function parseEvent(event: unknown): ProvisionRequest {
  const parsed = Event.safeParse(event ?? {});
  if (!parsed.success) throw new EventError(z.prettifyError(parsed.error));
  return parsed.data;
}
