import { type DataSourceSecrets, type GrafanaSettings, grafanaSettings } from '@tickerlake/grafana-provisioning';
import * as z from 'zod';
import { ConfigError } from './config-error.ts';

const Environment = z.object({
  GRAFANA_URL: z.string().min(1).optional().meta({ description: "Grafana's address; not needed for a workspace" }),
  GRAFANA_ALLOW_HTTP: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'Whether the token may be sent to another machine over plain http' }),
  GRAFANA_TOKEN: z.string().min(1).optional().meta({ description: 'A service account token, for CI' }),
  GRAFANA_TOKEN_SECRET_ID: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'The AWS Secrets Manager secret with the token' }),
  GRAFANA_WORKSPACE_ID: z
    .string()
    .regex(/^g-[0-9a-f]{10}$/, 'an Amazon Managed Grafana workspace such as g-0123456789')
    .optional()
    .meta({ description: 'A workspace for which a token is created, used and deleted' }),
  GRAFANA_ATHENA_ACCESS_KEY: z.string().min(1).optional().meta({ description: 'For authType "keys"' }),
  GRAFANA_ATHENA_SECRET_KEY: z.string().min(1).optional().meta({ description: 'For authType "keys"' }),
  GRAFANA_ATHENA_SESSION_TOKEN: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'For authType "keys" with temporary keys' }),
  GRAFANA_ATHENA_SECRET_ID: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'The AWS Secrets Manager secret with { accessKey, secretKey }' }),
  GRAFANA_SETTINGS: z.string().default('{}').meta({
    description: 'Folder, data source and permissions as JSON: the "grafana" section of tickerlake.config.json',
  }),
});

/** Where the token comes from. */
export type Access =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'secret'; readonly secretId: string }
  | { readonly kind: 'workspace'; readonly workspaceId: string };

/** The settings of the provisioner. */
export interface Config {
  /** Null for a workspace, which returns it. */
  readonly url: string | null;
  /** Whether the token may be sent to another machine over plain http. */
  readonly allowsHttp: boolean;
  readonly access: Access;
  readonly settings: GrafanaSettings;
  readonly dataSourceSecrets: DataSourceSecrets;
  /** The secret that replaces the data source's secrets from the environment. */
  readonly dataSourceSecretId: string | null;
}

/**
 * Reads the settings from the environment; the only place that reads it.
 *
 * @throws {ConfigError} When variables are missing or malformed; it lists every problem and no value.
 * @example
 * readConfig({ GRAFANA_URL: 'https://grafana.example.com', GRAFANA_TOKEN: token }).access.kind; // 'token'
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success)
    throw new ConfigError(`Some environment variables are invalid:\n${z.prettifyError(parsed.error)}`);
  const { data } = parsed;
  const settings = readSettings(data.GRAFANA_SETTINGS);
  const access = readAccess(data);
  const url = data.GRAFANA_URL ?? settings.url ?? null;
  if (url === null && access.kind !== 'workspace')
    throw new ConfigError("GRAFANA_URL is missing: set it to Grafana's address, such as https://grafana.example.com.");
  const {
    GRAFANA_ATHENA_ACCESS_KEY: accessKey,
    GRAFANA_ATHENA_SECRET_KEY: secretKey,
    GRAFANA_ATHENA_SESSION_TOKEN: sessionToken,
  } = data;
  const dataSourceSecrets = {
    ...(accessKey === undefined ? {} : { accessKey }),
    ...(secretKey === undefined ? {} : { secretKey }),
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
  return {
    url,
    allowsHttp: data.GRAFANA_ALLOW_HTTP === 'true',
    access,
    settings,
    dataSourceSecrets,
    dataSourceSecretId: data.GRAFANA_ATHENA_SECRET_ID ?? null,
  };
}

/**
 * Reads the settings of what is applied to Grafana, without its address and token: all that an export needs.
 *
 * @throws {ConfigError} When GRAFANA_SETTINGS is malformed.
 * @example
 * readDesiredSettings({}).folder.uid; // 'tickerlake'
 */
export const readDesiredSettings = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): GrafanaSettings => readSettings(environment['GRAFANA_SETTINGS'] ?? '{}');

function readSettings(text: string): GrafanaSettings {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ConfigError(
      'GRAFANA_SETTINGS is not JSON. It must contain the "grafana" section of tickerlake.config.json.',
    );
  }
  const settings = grafanaSettings.safeParse(json);
  if (settings.success) return settings.data;
  throw new ConfigError(`GRAFANA_SETTINGS is invalid:\n${z.prettifyError(settings.error)}`);
}

function readAccess(data: z.output<typeof Environment>): Access {
  const given: readonly Access[] = [
    ...(data.GRAFANA_TOKEN === undefined ? [] : [{ kind: 'token', token: data.GRAFANA_TOKEN } as const]),
    ...(data.GRAFANA_TOKEN_SECRET_ID === undefined
      ? []
      : [{ kind: 'secret', secretId: data.GRAFANA_TOKEN_SECRET_ID } as const]),
    ...(data.GRAFANA_WORKSPACE_ID === undefined
      ? []
      : [{ kind: 'workspace', workspaceId: data.GRAFANA_WORKSPACE_ID } as const]),
  ];
  const [access] = given;
  if (access !== undefined && given.length === 1) return access;
  const problem = given.length === 0 ? 'No token' : 'More than one source of the token';
  throw new ConfigError(
    `${problem}: set one of GRAFANA_TOKEN (CI), GRAFANA_TOKEN_SECRET_ID (Secrets Manager) and GRAFANA_WORKSPACE_ID (Amazon Managed Grafana).`,
  );
}
