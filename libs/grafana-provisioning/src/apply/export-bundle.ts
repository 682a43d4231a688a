import { stringify } from 'yaml';
import { toJsonObject } from '../grafana/transport/json-object.ts';
import { athenaPluginId, type DesiredDataSource, type DesiredState } from './desired-state.ts';

/** One file of the bundle. */
export interface BundleFile {
  /** Below Grafana's provisioning folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Options of a bundle. */
export interface BundleOptions {
  /** Folder of the dashboards' JSON on Grafana's machine. */
  readonly dashboardsPath: string;
  /** Manifests of the second model, by file name: `hourly-volatility.v2.json`. */
  readonly manifests?: readonly BundleFile[];
}

/** The default folder of Grafana's packages and images. */
export const defaultDashboardsPath = '/etc/grafana/provisioning/dashboards/tickerlake';

/**
 * The desired state as files for a Grafana that provisions from files: data source, provider, dashboards, alert rules.
 * Secrets are names of environment variables of the Grafana server, never values.
 *
 * @example
 * exportBundle(desired, { dashboardsPath: defaultDashboardsPath }).map((file) => file.path); //
 * ['datasources/tickerlake.yaml', ...]
 */
export function exportBundle(desired: DesiredState, { dashboardsPath, manifests = [] }: BundleOptions): BundleFile[] {
  const { owner, folder, dataSource, dashboards, ruleGroups } = desired;
  const provider = {
    name: owner,
    orgId: 1,
    folder: folder.title,
    folderUid: folder.uid,
    type: 'file',
    disableDeletion: false,
    updateIntervalSeconds: 60,
    allowUiUpdates: false,
    options: { path: dashboardsPath },
  };
  const groups = ruleGroups.map(({ title, interval, rules }) => ({
    orgId: 1,
    name: title,
    folder: folder.title,
    interval: toDuration(interval),
    rules,
  }));
  return [
    ...(dataSource === null
      ? []
      : [
          {
            path: `datasources/${owner}.yaml`,
            text: toYaml({ apiVersion: 1, datasources: [toFileSource(dataSource)] }),
          },
        ]),
    { path: `dashboards/${owner}.yaml`, text: toYaml({ apiVersion: 1, providers: [escapeDollars(provider)] }) },
    ...dashboards.map(({ uid, spec }) => ({
      path: `dashboards/${owner}/${uid}.json`,
      text: `${JSON.stringify(spec, null, 2)}\n`,
    })),
    ...(groups.length === 0
      ? []
      : [{ path: `alerting/${owner}.yaml`, text: toYaml({ apiVersion: 1, groups: groups.map(escapeDollars) }) }]),
    ...manifests,
  ];
}

/** The environment variables of the Grafana server with the keys; the only `$` that Grafana should expand. */
const secretVariables = {
  accessKey: '$GRAFANA_ATHENA_ACCESS_KEY',
  secretKey: '$GRAFANA_ATHENA_SECRET_KEY',
  sessionToken: '$GRAFANA_ATHENA_SESSION_TOKEN',
} as const;

function toFileSource({ uid, name, jsonData, secrets }: DesiredDataSource): Record<string, unknown> {
  const { accessKey, secretKey, sessionToken } = secretVariables;
  const secureJsonData =
    jsonData['authType'] === 'keys'
      ? { secureJsonData: { accessKey, secretKey, ...(secrets.sessionToken === undefined ? {} : { sessionToken }) } }
      : {};
  return {
    ...escapeDollars({ name, type: athenaPluginId, access: 'proxy', orgId: 1, uid, jsonData }),
    ...secureJsonData,
    version: 1,
    editable: false,
  };
}

/** Grafana expands `$x` in these files, but not in dashboards; `$$` is a dollar sign. */
function escapeDollars(value: object): Record<string, unknown> {
  return toJsonObject(JSON.parse(JSON.stringify(value).replaceAll('$', '$$$$')));
}

function toYaml(document: object): string {
  return stringify(document, { lineWidth: 0 });
}

function toDuration(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
