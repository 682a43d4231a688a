import type { ProvisionAction, ProvisionOutcome } from '@tickerlake/grafana-provisioning';
import { parseEvent } from './event.ts';
import type { Provisioner } from './provisioner.ts';

/** The response of this Lambda: JSON without secrets. */
export interface Answer {
  readonly action: ProvisionAction;
  /** 0 done or nothing to do, 1 doctor found a problem, 2 differences found. */
  readonly exitCode: ProvisionOutcome['exitCode'];
  readonly report: ProvisionOutcome['report'];
}

/**
 * The handler of this Lambda.
 *
 * @param log receives the text that a terminal would show.
 * @throws {EventError} When the event is malformed.
 * @throws {GrafanaError | ProvisionError | AccessError} When the action failed.
 * @example
 * await createHandler(provisioner, log)({ action: 'plan' }); // { action: 'plan', exitCode: 2, report: { changes: [...] } }
 */
export function createHandler(
  provisioner: Provisioner,
  log: (text: string) => void,
): (event: unknown) => Promise<Answer> {
  return async (event) => {
    const request = parseEvent(event);
    const { exitCode, text, report } = await provisioner(request);
    log(text);
    return { action: request.action, exitCode, report };
  };
}
