import { setTimeout } from 'node:timers/promises';
import { GrafanaClient } from '@aws-sdk/client-grafana';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { ProvisionerResources } from './provisioner.ts';

/**
 * The real resources: network, clock, AWS clients that are made when they are needed.
 *
 * @example
 * createProvisioner({ config: readConfig(), ...createResources((text) => void process.stderr.write(text)) });
 */
export function createResources(warn: (text: string) => void): Omit<ProvisionerResources, 'config'> {
  return {
    fetch,
    now: () => new Date(),
    sleep: async (ms) => void (await setTimeout(ms)),
    warn,
    secretsManager: () => new SecretsManagerClient(),
    managedGrafana: () => new GrafanaClient(),
  };
}
