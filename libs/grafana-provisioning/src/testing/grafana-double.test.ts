import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../grafana/transport/json-object.ts';
import { type GrafanaDouble, startGrafanaDouble } from './grafana-double.ts';

const versions = ['10.4.0', '12.4.0', '13.3.0'] as const;
const doubles = new Map<string, GrafanaDouble>();
beforeAll(async () => {
  for (const version of versions) doubles.set(version, await startGrafanaDouble({ version }));
});
afterAll(async () => {
  for (const double of doubles.values()) await double.close();
});

/** A double with the fixture of the cases: an owned folder, a dashboard, a data source with secrets, a rule group. */
function prepared(version: string): GrafanaDouble {
  const double = doubles.get(version);
  if (double === undefined) throw new Error(`no double of ${version}`);
  for (const map of [double.state.dashboards, double.state.folders, double.state.dataSources, double.state.ruleGroups])
    map.clear();
  double.place({ folder: { uid: 'team', title: 'Team' } });
  double.place({ dashboard: { uid: 'mine', spec: { title: 'Mine', panels: [] }, folderUid: 'team' } });
  double.place({
    dashboard: {
      uid: 'file',
      spec: { title: 'From a file' },
      provisionedFrom: 'a.json',
      annotations: { 'grafana.app/managedBy': 'classic-file-provisioning' },
    },
  });
  double.place({ dashboard: { uid: 'plugin', spec: { title: 'Of a plugin' }, pluginId: 'some-app' } });
  double.place({
    dataSource: {
      uid: 'athena',
      name: 'Athena',
      secureJsonData: { accessKey: 'canary-a', secretKey: 'canary-s' },
      isDefault: true,
    },
  });
  double.place({ dataSource: { uid: 'fixed', name: 'Fixed', readOnly: true } });
  return double;
}

const rule = {
  uid: 'r1',
  title: 'Late',
  condition: 'A',
  data: [{ refId: 'A', datasourceUid: 'athena', model: {} }],
  noDataState: 'OK',
  execErrState: 'Error',
  for: '15m',
};
const group = { title: 'Fresh', folderUid: 'team', interval: 900, rules: [rule] };
const db = (dashboard: JsonObject, rest: JsonObject = {}): JsonObject => ({
  dashboard,
  folderUid: 'team',
  overwrite: false,
  ...rest,
});
const resource = (name: string, version?: string): JsonObject => ({
  metadata: {
    name,
    ...(version === undefined ? {} : { resourceVersion: version }),
    annotations: { 'grafana.app/folder': 'team' },
  },
  spec: { title: 'Replaced' },
});
const v1 = '/apis/dashboard.grafana.app/v1beta1/namespaces/default/dashboards';

interface Case {
  readonly name: string;
  readonly versions?: readonly string[];
  readonly as?: 'Viewer' | 'Editor' | 'Admin' | 'nobody';
  readonly call: readonly [method: string, path: string, body?: JsonObject | readonly unknown[]];
  readonly status: number;
  readonly answer?: unknown;
  /** The state of the double afterwards. */
  readonly after?: (double: GrafanaDouble) => unknown;
  readonly leaves?: unknown;
}

const cases: readonly Case[] = [
  {
    name: 'health needs no token',
    as: 'nobody',
    call: ['GET', '/api/health'],
    status: 200,
    answer: { database: 'ok' },
  },
  {
    name: 'everything else does',
    as: 'nobody',
    call: ['GET', '/api/org'],
    status: 401,
    answer: { message: 'Invalid API key' },
  },
  { name: 'an unknown route is 404', call: ['GET', '/api/nothing'], status: 404 },
  { name: 'a body that is not a JSON object is refused', call: ['POST', '/api/dashboards/db', []], status: 400 },
  // roles
  {
    name: 'a Viewer cannot save a dashboard',
    as: 'Viewer',
    call: ['POST', '/api/dashboards/db', db({ uid: 'n', title: 'N' })],
    status: 403,
  },
  {
    name: 'an Editor cannot create a data source',
    as: 'Editor',
    call: ['POST', '/api/datasources', { name: 'x', type: 'y' }],
    status: 403,
  },
  {
    name: 'an Editor cannot set permissions',
    as: 'Editor',
    call: ['POST', '/api/folders/team/permissions', { items: [] }],
    status: 403,
  },
  // dashboards, legacy
  {
    name: 'a new dashboard starts at version 1',
    call: ['POST', '/api/dashboards/db', db({ uid: 'n', title: 'N' })],
    status: 200,
    answer: { status: 'success', version: 1, folderUid: 'team' },
  },
  {
    name: 'the version that was read may be overwritten',
    call: ['POST', '/api/dashboards/db', db({ uid: 'mine', title: 'Mine', version: 1 })],
    status: 200,
    answer: { version: 2 },
  },
  {
    name: 'a stale version is 412 version-mismatch',
    call: ['POST', '/api/dashboards/db', db({ uid: 'mine', title: 'Mine', version: 7 })],
    status: 412,
    answer: { status: 'version-mismatch' },
  },
  {
    name: 'a missing version is also stale',
    call: ['POST', '/api/dashboards/db', db({ uid: 'mine', title: 'Mine' })],
    status: 412,
    answer: { status: 'version-mismatch' },
  },
  {
    name: 'overwrite ignores the version',
    call: ['POST', '/api/dashboards/db', db({ uid: 'mine', title: 'Mine' }, { overwrite: true })],
    status: 200,
  },
  {
    name: 'the title of another dashboard is 412 name-exists',
    call: ['POST', '/api/dashboards/db', db({ uid: 'n', title: 'Mine' })],
    status: 412,
    answer: { status: 'name-exists' },
  },
  {
    name: 'a dashboard of a plugin is 412 plugin-dashboard',
    call: ['POST', '/api/dashboards/db', db({ uid: 'plugin', title: 'P', version: 1 })],
    status: 412,
    answer: { status: 'plugin-dashboard' },
  },
  {
    name: 'a provisioned dashboard is not saved',
    call: ['POST', '/api/dashboards/db', db({ uid: 'file', title: 'F', version: 1 }, { overwrite: true })],
    status: 400,
    answer: { message: 'Cannot save provisioned dashboard' },
  },
  {
    name: 'a provisioned dashboard is not deleted',
    call: ['DELETE', '/api/dashboards/uid/file'],
    status: 400,
    after: (double) => double.state.dashboards.has('file'),
    leaves: true,
  },
  {
    name: 'a save without folderUid moves the dashboard to the root',
    call: ['POST', '/api/dashboards/db', { dashboard: { uid: 'mine', title: 'Mine', version: 1 } }],
    status: 200,
    after: (double) => double.state.dashboards.get('mine')?.folderUid,
    leaves: '',
  },
  {
    name: 'a missing folder is refused',
    call: ['POST', '/api/dashboards/db', db({ uid: 'n', title: 'N' }, { folderUid: 'nowhere' })],
    status: 400,
  },
  {
    name: 'an empty title is refused',
    call: ['POST', '/api/dashboards/db', db({ uid: 'n', title: '' })],
    status: 400,
    answer: { status: 'empty-name' },
  },
  {
    name: 'a uid of 41 characters is refused',
    call: ['POST', '/api/dashboards/db', db({ uid: 'x'.repeat(41), title: 'N' })],
    status: 400,
  },
  {
    name: 'a stray UpdatedAt is tolerated',
    call: ['POST', '/api/dashboards/db', db({ uid: 'n', title: 'N' }, { UpdatedAt: '2026-11-25T00:00:00Z' })],
    status: 200,
  },
  {
    name: 'a dashboard is returned with its id and version',
    call: ['GET', '/api/dashboards/uid/mine'],
    status: 200,
    answer: {
      dashboard: { uid: 'mine', version: 1, id: expect.any(Number) },
      meta: { folderUid: 'team', provisioned: false },
    },
  },
  {
    name: 'a second-model spec alone is accepted',
    versions: ['12.4.0'],
    call: ['POST', '/api/dashboards/db', db({ title: 'N', elements: {}, layout: {} })],
    status: 200,
  },
  {
    name: 'a second-model spec alone is refused',
    versions: ['10.4.0', '13.3.0'],
    call: ['POST', '/api/dashboards/db', db({ title: 'N', elements: {}, layout: {} })],
    status: 400,
  },
  {
    name: 'a complete second-model resource is accepted',
    versions: ['13.3.0'],
    call: [
      'POST',
      '/api/dashboards/db',
      db({ apiVersion: 'dashboard.grafana.app/v2', metadata: { name: 'n' }, spec: { title: 'N' } }),
    ],
    status: 200,
  },
  {
    name: 'a complete second-model resource is refused',
    versions: ['10.4.0', '12.4.0'],
    call: [
      'POST',
      '/api/dashboards/db',
      db({ apiVersion: 'dashboard.grafana.app/v2', metadata: { name: 'n' }, spec: { title: 'N' } }),
    ],
    status: 400,
  },
  {
    name: 'saves are returned as a list',
    versions: ['10.4.0'],
    call: ['GET', '/api/dashboards/uid/mine/versions'],
    status: 200,
    answer: [{ version: 1, createdBy: 'somebody' }],
  },
  {
    name: 'saves are returned in an object',
    versions: ['12.4.0', '13.3.0'],
    call: ['GET', '/api/dashboards/uid/mine/versions'],
    status: 200,
    answer: { versions: [{ version: 1 }] },
  },
  // dashboards and folders, /apis
  {
    name: 'the /apis group of dashboards does not exist',
    versions: ['10.4.0'],
    call: ['GET', '/apis/dashboard.grafana.app'],
    status: 404,
  },
  {
    name: 'the /apis group has betas only',
    versions: ['12.4.0'],
    call: ['GET', '/apis/dashboard.grafana.app'],
    status: 200,
    answer: { preferredVersion: { version: 'v1beta1' } },
  },
  {
    name: 'the /apis group has v2',
    versions: ['13.3.0'],
    call: ['GET', '/apis/dashboard.grafana.app'],
    status: 200,
    answer: { preferredVersion: { version: 'v2' } },
  },
  {
    name: 'v1 does not exist yet',
    versions: ['12.4.0'],
    call: ['GET', '/apis/dashboard.grafana.app/v1/namespaces/default/dashboards/mine'],
    status: 404,
  },
  {
    name: 'a resource names its folder',
    versions: ['12.4.0', '13.3.0'],
    call: ['GET', `${v1}/mine`],
    status: 200,
    answer: { metadata: { name: 'mine', annotations: { 'grafana.app/folder': 'team' } } },
  },
  {
    name: 'another namespace is refused',
    versions: ['13.3.0'],
    call: ['GET', '/apis/dashboard.grafana.app/v1/namespaces/org-2/dashboards/mine'],
    status: 403,
  },
  {
    name: 'an existing resource is not created again',
    versions: ['12.4.0', '13.3.0'],
    call: ['POST', v1, resource('mine')],
    status: 409,
    answer: { reason: 'AlreadyExists' },
  },
  {
    name: 'a stale resourceVersion is 409 Conflict',
    versions: ['12.4.0', '13.3.0'],
    call: ['PUT', `${v1}/mine`, resource('mine', '1')],
    status: 409,
    answer: { reason: 'Conflict' },
  },
  {
    name: 'a name that differs from the address is refused',
    versions: ['12.4.0', '13.3.0'],
    call: ['PUT', `${v1}/mine`, resource('other')],
    status: 400,
  },
  {
    name: 'a provisioned resource is refused',
    versions: ['12.4.0', '13.3.0'],
    call: ['PUT', `${v1}/file`, resource('file')],
    status: 403,
  },
  {
    name: 'a dry run writes no dashboard',
    versions: ['12.4.0', '13.3.0'],
    call: ['PUT', `${v1}/mine?dryRun=All`, resource('mine')],
    status: 200,
    after: (double) => double.state.dashboards.get('mine')?.spec['title'],
    leaves: 'Mine',
  },
  {
    name: 'the same without a dry run writes',
    versions: ['12.4.0', '13.3.0'],
    call: ['PUT', `${v1}/mine`, resource('mine')],
    status: 200,
    after: (double) => double.state.dashboards.get('mine')?.spec['title'],
    leaves: 'Replaced',
  },
  {
    name: 'a dry run creates no folder',
    versions: ['12.4.0', '13.3.0'],
    call: [
      'POST',
      '/apis/folder.grafana.app/v1beta1/namespaces/default/folders?dryRun=All',
      { metadata: { name: 'new' }, spec: { title: 'New' } },
    ],
    status: 201,
    after: (double) => double.state.folders.has('new'),
    leaves: false,
  },
  // folders
  {
    name: 'an existing folder is not created again',
    call: ['POST', '/api/folders', { uid: 'team', title: 'T' }],
    status: 409,
  },
  {
    name: 'a stale folder version is 412',
    call: ['PUT', '/api/folders/team', { title: 'T', version: 9 }],
    status: 412,
    answer: { status: 'version-mismatch' },
  },
  {
    name: 'a folder is renamed at its version',
    call: ['PUT', '/api/folders/team', { title: 'T', version: 1 }],
    status: 200,
    answer: { title: 'T', version: 2 },
  },
  {
    name: 'deleting a folder deletes its dashboards',
    call: ['DELETE', '/api/folders/team'],
    status: 200,
    after: (double) => double.state.dashboards.has('mine'),
    leaves: false,
  },
  {
    name: 'posted permissions replace the list',
    call: ['POST', '/api/folders/team/permissions', { items: [{ teamId: 3, permission: 4 }] }],
    status: 200,
    after: (double) => double.state.folders.get('team')?.permissions,
    leaves: [{ teamId: 3, permission: 4 }],
  },
  {
    name: 'a permission of 3 is refused',
    call: ['POST', '/api/folders/team/permissions', { items: [{ teamId: 3, permission: 3 }] }],
    status: 400,
  },
  // data sources
  {
    name: 'secrets are never returned',
    call: ['GET', '/api/datasources/uid/athena'],
    status: 200,
    answer: { secureJsonFields: { accessKey: true, secretKey: true } },
  },
  {
    name: 'nor in the list',
    call: ['GET', '/api/datasources'],
    status: 200,
    answer: [{ uid: 'athena' }, { uid: 'fixed' }],
  },
  {
    name: 'omitted secrets are kept, and omitted settings are removed',
    call: ['PUT', '/api/datasources/uid/athena', { name: 'Athena', type: 't', secureJsonData: { accessKey: 'new' } }],
    status: 200,
    after: (double) => [
      double.state.dataSources.get('athena')?.secureJsonData,
      double.state.dataSources.get('athena')?.isDefault,
    ],
    leaves: [{ accessKey: 'new', secretKey: 'canary-s' }, false],
  },
  {
    name: 'a stale data source version is 409',
    call: ['PUT', '/api/datasources/uid/athena', { name: 'Athena', type: 't', version: 9 }],
    status: 409,
  },
  {
    name: 'a read-only data source is not written',
    call: ['PUT', '/api/datasources/uid/fixed', { name: 'Fixed', type: 't' }],
    status: 403,
  },
  { name: 'a read-only data source is not deleted', call: ['DELETE', '/api/datasources/uid/fixed'], status: 403 },
  {
    name: 'a name that is taken is 409',
    call: ['POST', '/api/datasources', { name: 'Athena', type: 't' }],
    status: 409,
  },
  {
    name: 'numeric ids are not found',
    versions: ['13.3.0'],
    call: ['GET', '/api/datasources/5'],
    status: 404,
    answer: { message: 'Not found' },
  },
  {
    name: 'numeric ids still work',
    versions: ['10.4.0', '12.4.0'],
    call: ['GET', '/api/datasources/999'],
    status: 404,
    answer: { message: 'Data source not found' },
  },
  // alerting
  {
    name: 'alerting ignores dryRun',
    call: ['PUT', '/api/v1/provisioning/folder/team/rule-groups/Fresh?dryRun=All', group],
    status: 200,
    after: (double) => double.state.ruleGroups.has('team/Fresh'),
    leaves: true,
  },
  {
    name: 'an interval that is not a multiple of 10 s is refused',
    call: ['PUT', '/api/v1/provisioning/folder/team/rule-groups/Fresh', { ...group, interval: 15 }],
    status: 400,
  },
  {
    name: 'a rule without data is refused',
    call: ['PUT', '/api/v1/provisioning/folder/team/rule-groups/Fresh', { ...group, rules: [{ ...rule, data: [] }] }],
    status: 400,
  },
  {
    name: 'an unknown execErrState is refused',
    call: [
      'PUT',
      '/api/v1/provisioning/folder/team/rule-groups/Fresh',
      { ...group, rules: [{ ...rule, execErrState: 'Never' }] },
    ],
    status: 400,
  },
  {
    name: 'a group in a missing folder is refused',
    call: ['PUT', '/api/v1/provisioning/folder/nowhere/rule-groups/Fresh', group],
    status: 400,
  },
];

const casesByVersion = cases.flatMap((one) => (one.versions ?? versions).map((version) => ({ ...one, version })));

describe('the Grafana double follows the rules of the reference', () => {
  it.each(casesByVersion)(
    '$version: $name',
    async ({ version, as = 'Admin', call: [method, path, body], status, answer, after, leaves }) => {
      const double = prepared(version);
      const authorization = as === 'nobody' ? {} : { Authorization: `Bearer ${double.token(as)}` };
      const response = await fetch(`${double.url}${path}`, {
        method,
        headers: authorization,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });

      expect(response.status).toBe(status);
      const text = await response.text();
      expect(text).not.toContain('canary');
      if (answer !== undefined) expect(JSON.parse(text)).toMatchObject(answer as object);
      if (after !== undefined) expect(after(double)).toEqual(leaves);
    },
  );
});

it('a deleted token no longer works', async () => {
  const double = await startGrafanaDouble();
  const admin = { Authorization: `Bearer ${double.token('Admin')}` };
  const post = async (path: string, body: JsonObject) =>
    (
      await fetch(`${double.url}${path}`, { method: 'POST', headers: admin, body: JSON.stringify(body) })
    ).json() as Promise<{ id: number; key: string }>;
  const account = await post('/api/serviceaccounts', { name: 'ci', role: 'Editor' });
  const { id, key } = await post(`/api/serviceaccounts/${account.id}/tokens`, { name: 'now', secondsToLive: 600 });
  const tryIt = async () =>
    (await fetch(`${double.url}/api/org`, { headers: { Authorization: `Bearer ${key}` } })).status;

  expect(await tryIt()).toBe(200);
  await fetch(`${double.url}/api/serviceaccounts/${account.id}/tokens/${id}`, { method: 'DELETE', headers: admin });
  expect(await tryIt()).toBe(401);
  await double.close();
});
