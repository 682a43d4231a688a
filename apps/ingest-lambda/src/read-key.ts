import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { type ApiKey, createApiKey } from './api-key.ts';
import type { AwsSettings } from './aws-settings.ts';
import type { KeyPlace } from './config.ts';

/**
 * Reads the vendor's key from where it is stored. Uses single commands: the aggregated client classes would more than
 * double what Lambda loads.
 *
 * @example
 * const apiKey = openApiKey({ kind: 'parameter', name: '/tickerlake/api-key' }, {});
 */
export function openApiKey(place: KeyPlace, settings: AwsSettings): ApiKey {
  if (place.kind === 'parameter') {
    const ssm = new SSMClient(settings);
    return createApiKey(
      `the SSM parameter ${place.name}`,
      async () =>
        (await ssm.send(new GetParameterCommand({ Name: place.name, WithDecryption: true }))).Parameter?.Value,
    );
  }
  const secrets = new SecretsManagerClient(settings);
  return createApiKey(
    `the secret ${place.secretId}`,
    async () => (await secrets.send(new GetSecretValueCommand({ SecretId: place.secretId }))).SecretString,
  );
}
