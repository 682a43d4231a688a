import { provisionActions, type ProvisionRequest } from '@tickerlake/dashboards/apply';
import * as z from 'zod';
import { EventError } from './event-error.ts';

const Event = z.strictObject({
  action: z.enum(provisionActions).default('apply').meta({ description: 'What to do' }),
  force: z.boolean().default(false).meta({ description: 'Write over edits made in Grafana' }),
  includeManaged: z.boolean().default(false).meta({ description: 'Take over what others own' }),
  rotateSecrets: z.boolean().default(false).meta({ description: "Write the data source's secrets anew" }),
  installPlugin: z.boolean().default(true).meta({ description: 'Install the Athena plugin where it is missing' }),
  isConfirmed: z.boolean().default(false).meta({ description: 'Destroy really' }),
});

/**
 * Checks what Lambda was called with. An empty event is an apply.
 *
 * @throws {EventError} When it is of another form: a misspelt field is refused, not passed over.
 * @example
 * parseEvent({ action: 'drift' }).action; // 'drift'
 */
export function parseEvent(event: unknown): ProvisionRequest {
  const parsed = Event.safeParse(event ?? {});
  if (!parsed.success) throw new EventError(z.prettifyError(parsed.error));
  return parsed.data;
}
