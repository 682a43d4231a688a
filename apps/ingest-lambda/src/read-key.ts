import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { SSM } from '@aws-sdk/client-ssm';
import { type ApiKey, createApiKey } from './api-key.ts';
import type { KeyPlace } from './config.ts';

/** How the SDK's clients reach AWS: nothing on Lambda, an address in tests. */
export interface AwsSettings {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * The vendor's key from where it is kept.
 *
 * @example
 * const apiKey = openApiKey({ kind: 'parameter', name: '/tickerlake/api-key' }, {});
 */
export function openApiKey(place: KeyPlace, settings: AwsSettings): ApiKey {
  if (place.kind === 'parameter') {
    const ssm = new SSM(settings);
    return createApiKey(`the SSM parameter ${place.name}`, async () => (await ssm.getParameter({ Name: place.name, WithDecryption: true })).Parameter?.Value);
  }
  const secrets = new SecretsManager(settings);
  return createApiKey(`the secret ${place.secretId}`, async () => (await secrets.getSecretValue({ SecretId: place.secretId })).SecretString);
}
