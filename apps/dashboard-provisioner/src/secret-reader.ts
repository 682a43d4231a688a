import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DataSourceSecrets } from '@tickerlake/grafana-provisioning';
import * as z from 'zod';
import { AccessError } from './access-error.ts';

const Keys = z.object({
  accessKey: z.string().min(1),
  secretKey: z.string().min(1),
  sessionToken: z.string().min(1).optional(),
});

/**
 * A secret's text.
 *
 * @throws {AccessError} When it is missing, not text, or access is denied.
 * @example
 * await readSecret(new SecretsManagerClient(), 'grafana/token');
 */
export async function readSecret(client: SecretsManagerClient, secretId: string): Promise<string> {
  const text = await client.send(new GetSecretValueCommand({ SecretId: secretId })).then(
    (answer) => answer.SecretString?.trim(),
    (cause: unknown) => {
      const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
      throw new AccessError(
        `The secret ${secretId} cannot be read from Secrets Manager (${why}). Check its name, the region, and that the role allows secretsmanager:GetSecretValue.`,
        { cause },
      );
    },
  );
  if (text === undefined || text === '')
    throw new AccessError(`The secret ${secretId} has no text. Store it as a string.`);
  return text;
}

/**
 * Reads the data source's keys from a secret with `{ "accessKey", "secretKey" }`.
 *
 * @throws {AccessError} When it has another form.
 * @example
 * await readKeys(new SecretsManagerClient(), 'grafana/athena');
 */
export async function readKeys(client: SecretsManagerClient, secretId: string): Promise<DataSourceSecrets> {
  const text = await readSecret(client, secretId);
  const keys = Keys.safeParse(parseJson(text));
  if (!keys.success)
    throw new AccessError(`The secret ${secretId} does not have the form { "accessKey": ..., "secretKey": ... }.`);
  const { sessionToken, ...both } = keys.data;
  return sessionToken === undefined ? both : { ...both, sessionToken };
}

/** The text is secret: the parser's message would quote it, so it is not used. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
