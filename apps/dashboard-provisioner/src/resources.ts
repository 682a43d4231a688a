import { setTimeout } from 'node:timers/promises';
import { GrafanaClient } from '@aws-sdk/client-grafana';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { ProvisionerResources } from './provisioner.ts';

/**
 * The real resources: network, clock, and AWS clients that are created on demand.
 *
 * @param signal cancels calls and waits of the command; a Lambda has none.
 * @example
 * createProvisioner({ config: readConfig(), ...createResources((text) => void process.stderr.write(text)) });
 */
export function createResources(
  warn: (text: string) => void,
  signal?: AbortSignal,
): Omit<ProvisionerResources, 'config'> {
  return {
    fetch,
    now: () => new Date(),
    sleep: (ms) => sleep(ms, signal),
    ...(signal && { signal }),
    warn,
    secretsManager: () => new SecretsManagerClient(),
    managedGrafana: () => new GrafanaClient(),
  };
}

/** Rejects with the signal's reason, where Node would reject with an AbortError. */
async function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
