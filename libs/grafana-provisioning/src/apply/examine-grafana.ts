import { connectGrafana, type GrafanaClient } from '../grafana/grafana-client.ts';
import type { TransportOptions } from '../grafana/transport/transport.ts';
import { athenaPluginId, type DesiredState } from './desired-state.ts';

/** The result of one check. */
export interface Finding {
  readonly name: string;
  readonly isWell: boolean;
  readonly text: string;
}

/** What to check. */
export interface Examination {
  readonly connection: TransportOptions;
  readonly desired: DesiredState;
  /** A query that reads a table, because `SELECT 1` would not test S3 and the catalogue. */
  readonly probeSql: string;
  readonly nowMs: number;
}

/**
 * Checks everything that the dashboards need: address, version, the token's role, plugin, folder, data source and its
 * health check, and runs a query through `/api/ds/query`. Writes nothing.
 *
 * @example
 * (await examineGrafana(examination)).every((finding) => finding.isWell);
 */
export async function examineGrafana(examination: Examination): Promise<Finding[]> {
  const found: Finding[] = [];
  const look = async (name: string, see: () => Promise<string>): Promise<boolean> => {
    const finding = await see().then(
      (text) => ({ name, isWell: true, text }),
      (error: unknown) => ({ name, isWell: false, text: error instanceof Error ? error.message : String(error) }),
    );
    found.push(finding);
    return finding.isWell;
  };
  let grafana: GrafanaClient | undefined;
  await look('grafana', async () => {
    grafana = await connectGrafana(examination.connection);
    const { version, dashboardsApi, namespace } = grafana.server;
    const routes =
      dashboardsApi === 'legacy'
        ? 'dashboards over /api'
        : `dashboards over /apis (${dashboardsApi}, namespace ${namespace})`;
    const plain = /^http:\/\/(?!(127\.|localhost|\[::1\]))/.test(grafana.url)
      ? '. The address is http: the token is sent unencrypted'
      : '';
    return `Grafana ${version ?? '(version hidden)'} at ${grafana.url}, ${routes}${plain}`;
  });
  if (grafana === undefined) return found;
  await lookFurther(grafana, examination, look);
  return found;
}

async function lookFurther(
  grafana: GrafanaClient,
  { desired, probeSql, nowMs }: Examination,
  look: (name: string, see: () => Promise<string>) => Promise<boolean>,
): Promise<void> {
  const { dataSource, folder } = desired;
  await look('token', async () => {
    const role = await grafana.serviceAccounts.ownRole();
    const needed = dataSource === null && desired.permissions === null ? 'Editor' : 'Admin';
    if (role === 'Viewer' || (role === 'Editor' && needed === 'Admin'))
      throw new Error(`it has the rights of ${role}; ${needed} is needed. Use another service account.`);
    return `it has the rights of ${role}`;
  });
  await look('plugin', async () => {
    const version = await grafana.plugins.version(athenaPluginId);
    if (version === null)
      throw new Error(`${athenaPluginId} is not installed. Install it, or run apply with --install-plugin.`);
    return `${athenaPluginId} ${version}`;
  });
  await look('folder', async () =>
    (await grafana.folders.read(folder.uid)) === null
      ? `${folder.uid} does not exist yet: apply creates it`
      : `${folder.uid} exists`,
  );
  if (dataSource === null) return;
  const { uid } = dataSource;
  const isThere = await look('data source', async () => {
    if ((await grafana.dataSources.read(uid)) === null) throw new Error(`${uid} does not exist yet: run apply.`);
    return `${uid} is there`;
  });
  if (!isThere) return;
  await look('health', async () => {
    const { isWell, message } = await grafana.dataSources.health(uid);
    if (!isWell)
      throw new Error(`Grafana's health check of ${uid} failed: ${message}. Check region, workgroup and credentials.`);
    return `${message} (this check reads no data)`;
  });
  await look('query', async () => {
    const { rows, error } = await grafana.dataSources.countRows({
      type: athenaPluginId,
      uid,
      rawSQL: probeSql,
      fromMs: nowMs - 3_600_000,
      toMs: nowMs,
    });
    if (error !== null)
      throw new Error(
        `${probeSql} failed: ${error}. Check permissions on Glue and S3, the database and the workgroup.`,
      );
    return `${probeSql} returned ${rows} row${rows === 1 ? '' : 's'}${rows === 0 ? ': nothing is published yet' : ''}`;
  });
}
