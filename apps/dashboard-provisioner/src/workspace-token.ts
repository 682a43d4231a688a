import {
  CreateWorkspaceServiceAccountCommand,
  CreateWorkspaceServiceAccountTokenCommand,
  DeleteWorkspaceServiceAccountTokenCommand,
  DescribeWorkspaceCommand,
  type GrafanaClient,
  paginateListWorkspaceServiceAccounts,
} from '@aws-sdk/client-grafana';
import { AccessError } from './access-error.ts';

/** The service account of this program in each workspace. It is reused, because each one is billed as a user. */
const accountName = 'dashboard-provisioner';

/** A token that is not deleted expires after 15 minutes, Lambda's longest run. */
const secondsToLive = 900;

/** A token for one use. */
export interface WorkspaceToken {
  readonly url: string;
  readonly token: string;
}

/**
 * Creates a token for an Amazon Managed Grafana workspace, lends it, and always deletes it afterwards. It lives at
 * most 15 minutes.
 *
 * @param warn called when the token could not be deleted; the result is kept.
 * @throws {AccessError} When the workspace does not exist or no token can be created.
 * @example
 * await withWorkspaceToken(new GrafanaClient(), 'g-0123456789', 'run-1', warn, ({ url, token }) => apply(url, token));
 */
export async function withWorkspaceToken<T>(
  client: GrafanaClient,
  workspaceId: string,
  tokenName: string,
  warn: (text: string) => void,
  use: (token: WorkspaceToken) => Promise<T>,
): Promise<T> {
  const minted = await mint(client, workspaceId, tokenName).catch((cause: unknown) => {
    if (cause instanceof AccessError) throw cause;
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new AccessError(
      `No token can be created for the workspace ${workspaceId} (${why}). Check its id, the region, and that the role allows grafana:DescribeWorkspace, List- and CreateWorkspaceServiceAccount(s), Create- and DeleteWorkspaceServiceAccountToken.`,
      { cause },
    );
  });
  try {
    return await use({ url: minted.url, token: minted.key });
  } finally {
    const { serviceAccountId, tokenId } = minted;
    await client
      .send(new DeleteWorkspaceServiceAccountTokenCommand({ workspaceId, serviceAccountId, tokenId }))
      .catch((error: unknown) => {
        warn(
          `The token ${tokenName} of the workspace ${workspaceId} could not be deleted (${error instanceof Error ? error.name : 'unknown'}); it expires within ${secondsToLive / 60} minutes.`,
        );
      });
  }
}

async function mint(client: GrafanaClient, workspaceId: string, tokenName: string) {
  const { workspace } = await client.send(new DescribeWorkspaceCommand({ workspaceId }));
  if (workspace?.endpoint === undefined)
    throw new AccessError(`The workspace ${workspaceId} has no address. It may still be starting; try again later.`, {
      transient: true,
    });
  const serviceAccountId = (await findAccount(client, workspaceId)) ?? (await createAccount(client, workspaceId));
  const { serviceAccountToken } = await client.send(
    new CreateWorkspaceServiceAccountTokenCommand({ workspaceId, serviceAccountId, name: tokenName, secondsToLive }),
  );
  const { id: tokenId, key } = serviceAccountToken ?? {};
  if (tokenId === undefined || key === undefined)
    throw new AccessError(`The workspace ${workspaceId} created a token but did not return it. Try again.`, {
      transient: true,
    });
  const url = /^https?:/.test(workspace.endpoint) ? workspace.endpoint : `https://${workspace.endpoint}`;
  return { url, key, tokenId, serviceAccountId };
}

async function findAccount(client: GrafanaClient, workspaceId: string): Promise<string | null> {
  for await (const page of paginateListWorkspaceServiceAccounts({ client }, { workspaceId })) {
    const account = page.serviceAccounts?.find((one) => one.name === accountName);
    if (account?.id !== undefined) return account.id;
  }
  return null;
}

async function createAccount(client: GrafanaClient, workspaceId: string): Promise<string> {
  const { id } = await client.send(
    new CreateWorkspaceServiceAccountCommand({ workspaceId, name: accountName, grafanaRole: 'ADMIN' }),
  );
  if (id === undefined)
    throw new AccessError(`The workspace ${workspaceId} created a service account without an id. Try again.`, {
      transient: true,
    });
  return id;
}
