import type { GrafanaClient } from '@aws-sdk/client-grafana';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { probeSql, projectState } from '@tickerlake/dashboards/project-state';
import { provision, type ProvisionOutcome, type ProvisionRequest } from '@tickerlake/grafana-provisioning';
import type { Config } from './config.ts';
import { readKeys, readSecret } from './secret-reader.ts';
import { withWorkspaceToken } from './workspace-token.ts';

/** Dependencies of the provisioner. */
export interface ProvisionerResources {
  readonly config: Config;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  /** Cancels calls in progress; a Lambda has none. */
  readonly signal?: AbortSignal;
  readonly warn: (text: string) => void;
  readonly secretsManager: () => SecretsManagerClient;
  readonly managedGrafana: () => GrafanaClient;
}

/** Runs the requested action. */
export type Provisioner = (request: ProvisionRequest) => Promise<ProvisionOutcome>;

/**
 * The provisioner: reads the token and the data source's keys from their configured source, runs the requested
 * action, and
 * deletes a workspace's token.
 *
 * @example
 * const provisioner = createProvisioner({ config: readConfig(), ...resources });
 * (await provisioner(parseEvent({ action: 'plan' }))).text;
 */
export function createProvisioner({
  config,
  fetch,
  now,
  sleep,
  signal,
  warn,
  secretsManager,
  managedGrafana,
}: ProvisionerResources): Provisioner {
  return async (request) => {
    const { access, dataSourceSecretId } = config;
    const secrets =
      dataSourceSecretId === null ? config.dataSourceSecrets : await readKeys(secretsManager(), dataSourceSecretId);
    const desired = projectState(config.settings, secrets);
    const nowMs = now().getTime();
    const run = ({ url, token }: { readonly url: string; readonly token: string }) =>
      provision(request, {
        connection: {
          url,
          token,
          fetch,
          sleep,
          allowsHttp: config.allowsHttp,
          ...(signal && { signal }),
          secrets: Object.values(secrets),
        },
        desired,
        probeSql,
        nowMs,
      });
    if (access.kind === 'workspace')
      return withWorkspaceToken(managedGrafana(), access.workspaceId, `provision-${nowMs}`, warn, ({ url, token }) =>
        run({ url: config.url ?? url, token }),
      );
    const token = access.kind === 'token' ? access.token : await readSecret(secretsManager(), access.secretId);
    return run({ url: config.url ?? '', token });
  };
}
