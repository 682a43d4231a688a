import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { sampleDashboard, sampleRuleGroup } from '../testing/sample-dashboard.ts';
import { desiredState } from './desired-state.ts';
import { exportBundle } from './export-bundle.ts';
import { grafanaSettings } from './grafana-settings.ts';

const secrets = { accessKey: 'CANARY-ACCESS', secretKey: 'CANARY-SECRET' };

function bundle(settings: object) {
  const desired = desiredState({
    settings: grafanaSettings.parse(settings),
    dashboards: [sampleDashboard('hours')],
    ruleGroups: [sampleRuleGroup('Freshness')],
    secrets,
  });
  return new Map(exportBundle(desired, { dashboardsPath: '/srv/dashboards' }).map(({ path, text }) => [path, text]));
}

describe('exportBundle', () => {
  const files = bundle({ dataSource: { authType: 'keys', workgroup: 'a$b' } });

  it('has every file that provisioning in Grafana reads', () => {
    expect([...files.keys()]).toEqual([
      'datasources/tickerlake.yaml',
      'dashboards/tickerlake.yaml',
      'dashboards/tickerlake/hours.json',
      'alerting/tickerlake.yaml',
    ]);
  });

  it('refers to the keys by environment variables and contains none', () => {
    const { datasources } = parse(files.get('datasources/tickerlake.yaml') ?? '');

    expect([...files.values()].join('')).not.toContain('CANARY');
    expect(datasources).toMatchObject([
      {
        type: 'grafana-athena-datasource',
        uid: 'tickerlake-athena',
        orgId: 1,
        secureJsonData: { accessKey: '$GRAFANA_ATHENA_ACCESS_KEY', secretKey: '$GRAFANA_ATHENA_SECRET_KEY' },
      },
    ]);
  });

  it('doubles a dollar sign where Grafana would expand it, but not in dashboards, which Grafana does not expand', () => {
    expect(files.get('datasources/tickerlake.yaml')).toContain('workgroup: a$$b');
    expect(files.get('alerting/tickerlake.yaml')).toContain('At {{ $$value }} minutes');
    expect(files.get('dashboards/tickerlake/hours.json')).toContain('"uid": "${datasource}"');
  });

  it('names the folder by uid and title, and the path of the JSON', () => {
    expect(parse(files.get('dashboards/tickerlake.yaml') ?? '').providers).toMatchObject([
      { folder: 'Tickerlake', folderUid: 'tickerlake', type: 'file', options: { path: '/srv/dashboards' } },
    ]);
  });

  it('writes alert groups in the file format: name, folder title, interval with a unit, data source by uid', () => {
    expect(parse(files.get('alerting/tickerlake.yaml') ?? '').groups).toMatchObject([
      {
        name: 'Freshness',
        folder: 'Tickerlake',
        interval: '15m',
        rules: [{ data: [{ datasourceUid: 'tickerlake-athena' }] }],
      },
    ]);
  });

  it('has no file for what is left unchanged', () => {
    const desired = desiredState({
      settings: grafanaSettings.parse({ dataSource: null }),
      dashboards: [],
      ruleGroups: [],
      secrets: {},
    });

    expect(exportBundle(desired, { dashboardsPath: '/srv' }).map((file) => file.path)).toEqual([
      'dashboards/tickerlake.yaml',
    ]);
  });
});

describe('grafanaSettings', () => {
  it.each([
    {
      name: 'an endpoint together with a role to assume',
      settings: { dataSource: { endpoint: 'http://127.0.0.1:4700', assumeRoleArn: 'arn:aws:iam::1:role/x' } },
      says: /exclude each other/,
    },
    { name: 'a malformed region', settings: { dataSource: { defaultRegion: '' } }, says: /AWS region/ },
    { name: 'a uid of 41 characters', settings: { folder: { uid: 'x'.repeat(41) } }, says: /up to 40/ },
    { name: 'a permission without a recipient', settings: { permissions: [{ allows: 'view' }] }, says: /name one of/ },
    { name: 'a key, which is a secret', settings: { dataSource: { accessKey: 'CANARY' } }, says: /accessKey/ },
  ])('refuses $name', ({ settings, says }) => {
    const { error } = grafanaSettings.safeParse(settings);

    expect(JSON.stringify(error?.issues)).toMatch(says);
    expect(JSON.stringify(error?.issues)).not.toContain('CANARY');
  });

  it('rejects alert rules without a data source', () => {
    const make = () =>
      desiredState({
        settings: grafanaSettings.parse({ dataSource: null }),
        dashboards: [],
        ruleGroups: [sampleRuleGroup('F')],
        secrets: {},
      });

    expect(make).toThrow(/Set grafana\.dataSource/);
  });
});
