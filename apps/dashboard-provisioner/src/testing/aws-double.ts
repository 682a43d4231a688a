import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GrafanaClient } from '@aws-sdk/client-grafana';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { onTestFinished } from 'vitest';

/** What the double serves. */
export interface AwsDoubleOptions {
  readonly secrets?: Readonly<Record<string, string>>;
  /** The address of the only workspace, and the token that it creates. */
  readonly workspace?: { readonly url: string; readonly token: string };
  /** Whether the service account already exists. */
  readonly hasAccount?: boolean;
  readonly failsToDelete?: boolean;
}

/** Secrets Manager and Amazon Managed Grafana on loopback, for the real SDK clients. */
export interface AwsDouble {
  readonly calls: readonly string[];
  readonly secretsManager: () => SecretsManagerClient;
  readonly managedGrafana: () => GrafanaClient;
}

/**
 * Starts the double; it stops with the test.
 *
 * @example
 * const aws = await startAwsDouble({ secrets: { 'grafana/token': 'glsa_...' } });
 */
export async function startAwsDouble(options: AwsDoubleOptions): Promise<AwsDouble> {
  const calls: string[] = [];
  const server = createServer((request, response) => void respond(request, response));
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const target = request.headers['x-amz-target'];
    const name = typeof target === 'string' ? target : `${request.method} ${request.url?.split('?')[0]}`;
    calls.push(name);
    const { status, body } = answer(name, text, options);
    response.writeHead(status, {
      'Content-Type': 'application/json',
      ...(status >= 400 ? { 'x-amzn-ErrorType': String(body['__type']) } : {}),
    });
    response.end(JSON.stringify(body));
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => void (server.close(() => resolve()), server.closeAllConnections())));
  const { port } = server.address() as AddressInfo;
  const client = {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    maxAttempts: 1,
  };
  return {
    calls,
    secretsManager: () => new SecretsManagerClient(client),
    managedGrafana: () => new GrafanaClient(client),
  };
}

function answer(
  name: string,
  text: string,
  { secrets = {}, workspace, hasAccount = true, failsToDelete = false }: AwsDoubleOptions,
): { readonly status: number; readonly body: Record<string, unknown> } {
  const ok = (body: Record<string, unknown>) => ({ status: 200, body });
  const missing = {
    status: 404,
    body: { __type: 'ResourceNotFoundException', message: 'not there', resourceId: 'x', resourceType: 'x' },
  };
  if (name === 'secretsmanager.GetSecretValue') {
    const { SecretId } = JSON.parse(text) as { SecretId: string };
    return secrets[SecretId] === undefined
      ? { ...missing, status: 400 }
      : ok({ ARN: 'arn', Name: SecretId, SecretString: secrets[SecretId] });
  }
  if (workspace === undefined) return missing;
  const accounts = '/workspaces/g-0123456789/serviceaccounts';
  const account = { id: '5', name: 'dashboard-provisioner', grafanaRole: 'ADMIN', isDisabled: 'false' };
  switch (name) {
    case 'GET /workspaces/g-0123456789':
      return ok({ workspace: { id: 'g-0123456789', endpoint: workspace.url } });
    case `GET ${accounts}`:
      return ok({ workspaceId: 'g-0123456789', serviceAccounts: hasAccount ? [account] : [] });
    case `POST ${accounts}`:
      return ok({ ...account, workspaceId: 'g-0123456789' });
    case `POST ${accounts}/5/tokens`:
      return ok({
        workspaceId: 'g-0123456789',
        serviceAccountId: '5',
        serviceAccountToken: { id: '9', name: 'x', key: workspace.token },
      });
    case `DELETE ${accounts}/5/tokens/9`:
      return failsToDelete
        ? { status: 500, body: { __type: 'InternalServerException', message: 'no' } }
        : ok({ workspaceId: 'g-0123456789', serviceAccountId: '5', tokenId: '9' });
    default:
      return missing;
  }
}
