import type { DataSourceSecrets } from '@tickerlake/grafana-provisioning';
import { sources } from '@tickerlake/pipeline';
import { resolveApiKey } from '@tickerlake/polygon-client';

/** The settings from environment variables, which are read only here. */
export interface Environment {
  /** The vendor's API key, from MASSIVE_API_KEY or POLYGON_API_KEY; null when neither is set. */
  readonly apiKey: string | null;
  /** Whether this runs in CI, where no one sees progress bars or a browser. */
  readonly isCi: boolean;
  readonly grafana: GrafanaEnvironment;
  /** PAGER, the program that shows long results; null when it is not set. */
  readonly pager?: string | null;
  /** OPENLINEAGE_API_KEY, for the endpoint of lineage events; null when it is not set. */
  readonly openLineageKey?: string | null;
  /** Addresses of webhooks, which are secrets: every variable whose name ends in _WEBHOOK_URL. */
  readonly webhookUrls?: Readonly<Record<string, string>>;
  /** Keys of the sources, by the variables that their definitions name. */
  readonly sourceSecrets?: Readonly<Record<string, string>>;
  /** The environment of the commands that notices are handed to: without keys, tokens, passwords and addresses of webhooks. */
  readonly hookEnvironment?: Readonly<Record<string, string>>;
}

/** What the `dashboards` commands need besides the configuration; null where a variable is not set. */
export interface GrafanaEnvironment {
  /** GRAFANA_URL. */
  readonly url: string | null;
  /** GRAFANA_ALLOW_HTTP: whether the token may go to another machine over plain http. */
  readonly allowsHttp?: boolean;
  /** GRAFANA_TOKEN, of a service account. */
  readonly token: string | null;
  /** GRAFANA_ATHENA_ACCESS_KEY, _SECRET_KEY and _SESSION_TOKEN, for a data source with its own keys. */
  readonly secrets: DataSourceSecrets;
}

/**
 * Reads the environment.
 *
 * @throws {PolygonError} when the key holds white space or a line break; the key is not in the text.
 * @example
 * const { apiKey } = readEnvironment(process.env);
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  return {
    apiKey: resolveApiKey(env),
    isCi: env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false',
    grafana: readGrafana(env),
    pager: env['PAGER']?.trim() || null,
    openLineageKey: env['OPENLINEAGE_API_KEY']?.trim() || null,
    webhookUrls: pick(env, (name) => name.endsWith('_WEBHOOK_URL')),
    sourceSecrets: pick(env, (name) => sourceVariables.has(name)),
    hookEnvironment: pick(env, (name) => !secretName.test(name)),
  };
}

const sourceVariables = new Set(sources.flatMap(({ secrets }) => secrets));

const secretName = /KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL|WEBHOOK_URL/i;

const pick = (
  env: Readonly<Record<string, string | undefined>>,
  isWanted: (name: string) => boolean,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value !== undefined && isWanted(name) ? [[name, value]] : [])),
  );

function readGrafana(env: Readonly<Record<string, string | undefined>>): GrafanaEnvironment {
  const read = (name: string) => env[name]?.trim() || null;
  const [accessKey, secretKey, sessionToken] = [
    read('GRAFANA_ATHENA_ACCESS_KEY'),
    read('GRAFANA_ATHENA_SECRET_KEY'),
    read('GRAFANA_ATHENA_SESSION_TOKEN'),
  ];
  return {
    url: read('GRAFANA_URL'),
    allowsHttp: read('GRAFANA_ALLOW_HTTP') === 'true',
    token: read('GRAFANA_TOKEN'),
    secrets: {
      ...(accessKey === null ? {} : { accessKey }),
      ...(secretKey === null ? {} : { secretKey }),
      ...(sessionToken === null ? {} : { sessionToken }),
    },
  };
}
