import type { StoredDataSource } from '../../grafana/data-source.ts';
import type { GrafanaClient } from '../../grafana/grafana-client.ts';
import { type Change, unchanged } from '../change.ts';
import { athenaPluginId, type DataSourceSecrets, type DesiredDataSource, type DesiredState } from '../desired-state.ts';
import { diffJson } from '../diff/diff-json.ts';
import type { Difference } from '../diff/difference.ts';
import { type Allowances, type Obstacle, standing } from '../ownership.ts';

const secretNames = ['accessKey', 'secretKey', 'sessionToken'] as const;

/**
 * The change to the data source. Only fields that we set are compared; for secrets a plan shows only "set", "changed"
 * and
 * "cleared", because Grafana never returns them. They are written when missing, or on request.
 *
 * @returns null when data sources are left unchanged.
 * @throws {GrafanaError} When it cannot be read: reading needs the role Admin.
 * @example
 * (await planDataSource(grafana, desired, allowances))?.differences; // [{ where: 'accessKey', before: null, after: 'set' }]
 */
export async function planDataSource(
  grafana: GrafanaClient,
  { dataSource, owner }: DesiredState,
  allowances: Allowances,
): Promise<Change | null> {
  if (dataSource === null) return null;
  const stored = await grafana.dataSources.read(dataSource.uid);
  const secrets = planSecrets(dataSource, stored, allowances);
  const change = { kind: 'data source', uid: dataSource.uid, title: dataSource.name, needs: 'Admin' } as const;
  const body = {
    uid: dataSource.uid,
    name: dataSource.name,
    type: athenaPluginId,
    access: 'proxy',
    secureJsonData: secrets.values,
  } as const;
  if (stored === null) {
    const write = () => grafana.dataSources.create({ ...body, jsonData: dataSource.jsonData });
    return {
      ...change,
      action: 'create',
      differences: secrets.differences,
      obstacle: missing(dataSource, null),
      write,
    };
  }
  const owned = { name: dataSource.name, type: athenaPluginId, ...dataSource.jsonData };
  const differences = [
    ...diffJson({ ...stored.jsonData, name: stored.name, type: stored.type }, owned, { label: '', isOwnedOnly: true }),
    ...secrets.differences,
  ];
  if (differences.length === 0) return unchanged('data source', dataSource.uid, dataSource.name);
  const write = () =>
    grafana.dataSources.update({ ...body, jsonData: { ...stored.jsonData, ...dataSource.jsonData } }, stored);
  const obstacle = standing(foreignSource(stored, owner), allowances) ?? missing(dataSource, stored);
  return { ...change, action: 'update', differences, obstacle, write };
}

interface SecretPlan {
  readonly values: Readonly<Record<string, string>>;
  readonly differences: readonly Difference[];
}

function planSecrets(
  { secrets, jsonData }: DesiredDataSource,
  stored: StoredDataSource | null,
  { rotateSecrets }: Allowances,
): SecretPlan {
  const values: Record<string, string> = {};
  const differences: Difference[] = [];
  const given: DataSourceSecrets = jsonData['authType'] === 'keys' ? secrets : {};
  for (const name of secretNames) {
    const isSet = stored?.secureJsonFields[name] === true;
    const value = given[name];
    if (value !== undefined && (!isSet || rotateSecrets)) {
      values[name] = value;
      differences.push({ where: name, before: isSet ? 'set' : null, after: isSet ? 'changed' : 'set' });
    }
    if (jsonData['authType'] !== 'keys' && isSet) {
      values[name] = '';
      differences.push({ where: name, before: 'set', after: 'cleared' });
    }
  }
  return { values, differences };
}

/**
 * Why a data source is not ours: provisioned from a file, or without our mark in its settings.
 *
 * @returns null if it is ours.
 * @example
 * foreignSource(stored, 'tickerlake')?.text;
 */
export function foreignSource(stored: StoredDataSource, owner: string): Obstacle | null {
  if (stored.readOnly)
    return {
      text: "It is read-only: a file of Grafana's provisioning owns it. Change that file, or set grafana.dataSource to null.",
      liftedBy: null,
    };
  const other = stored.jsonData['managedBy'];
  if (other === owner) return null;
  return {
    text:
      typeof other === 'string' && other !== ''
        ? `It belongs to ${other}.`
        : 'It was created by someone else, by hand or by another tool.',
    liftedBy: 'includeManaged',
  };
}

function missing({ jsonData, secrets }: DesiredDataSource, stored: StoredDataSource | null): Obstacle | null {
  if (jsonData['authType'] !== 'keys') return null;
  const names = (['accessKey', 'secretKey'] as const).filter(
    (name) => secrets[name] === undefined && stored?.secureJsonFields[name] !== true,
  );
  if (names.length === 0) return null;
  return {
    text: `authType "keys" needs ${names.join(' and ')}: set ${names.map((name) => (name === 'accessKey' ? 'GRAFANA_ATHENA_ACCESS_KEY' : 'GRAFANA_ATHENA_SECRET_KEY')).join(' and ')} in the environment.`,
    liftedBy: null,
  };
}
