import { afterEach, describe, expect, it } from 'vitest';
import type { AlertRuleGroup } from '../grafana/alert-rule-group.ts';
import { type DoubleOptions, type GrafanaDouble, startGrafanaDouble } from '../testing/grafana-double.ts';
import { sampleDashboard, sampleRuleGroup } from '../testing/sample-dashboard.ts';
import { type DataSourceSecrets, desiredState } from './desired-state.ts';
import { grafanaSettings } from './grafana-settings.ts';
import { provision, type ProvisionRequest } from './provision.ts';

const versions = ['10.4.0', '12.4.0', '13.3.0'] as const;
const canary = { accessKey: 'CANARY-ACCESS', secretKey: 'CANARY-SECRET', sessionToken: 'CANARY-SESSION' };
const settings = {
  dataSource: { authType: 'keys' },
  permissions: [
    { role: 'Viewer', allows: 'view' },
    { teamId: 7, allows: 'edit' },
  ],
};

let opened: GrafanaDouble | undefined;
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

interface Setup {
  readonly double: GrafanaDouble;
  readonly run: (
    action: ProvisionRequest['action'],
    options?: Partial<ProvisionRequest> & Code,
  ) => Promise<{ readonly exitCode: number; readonly text: string }>;
}

/** The desired state in a run. */
interface Code {
  readonly dashboards?: readonly ReturnType<typeof sampleDashboard>[];
  readonly ruleGroups?: readonly AlertRuleGroup[];
  readonly settings?: object;
  readonly token?: string;
  readonly secrets?: DataSourceSecrets;
}

async function setUp(options: DoubleOptions = {}): Promise<Setup> {
  const double = await startGrafanaDouble(options);
  opened = double;
  const admin = double.token('Admin', 'CANARY-TOKEN');
  return {
    double,
    async run(
      action,
      {
        dashboards = [sampleDashboard('hours'), sampleDashboard('health')],
        ruleGroups = [sampleRuleGroup('Freshness')],
        settings: own = settings,
        token = admin,
        secrets = canary,
        ...request
      } = {},
    ) {
      const desired = desiredState({ settings: grafanaSettings.parse(own), dashboards, ruleGroups, secrets });
      const connection = { url: double.url, token, fetch, sleep: async () => {}, secrets: Object.values(canary) };
      const full = {
        action,
        force: false,
        includeManaged: false,
        rotateSecrets: false,
        installPlugin: false,
        isConfirmed: false,
        ...request,
      };
      const outcome = await provision(full, {
        connection,
        desired,
        probeSql: 'select ticker from hourly_volatility limit 1',
        nowMs: 0,
      }).then(
        ({ exitCode, text, report }) => ({ exitCode, text, leaked: text + JSON.stringify(report) }),
        (error: Error) => ({
          exitCode: 1,
          text: error.message,
          leaked: `${error.stack}${JSON.stringify(error)}${String(error.cause)}`,
        }),
      );
      expect(outcome.leaked).not.toMatch(/CANARY/);
      return outcome;
    },
  };
}

describe.each(versions.map((version) => ({ version })))('on Grafana $version', ({ version }) => {
  it('plans, applies, and a second apply writes nothing', async () => {
    const { double, run } = await setUp({ version });

    expect(await run('plan')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('Plan: 5 to create, 1 to change, 0 up to date.'),
    });
    expect(double.writes()).toEqual([]);
    expect(await run('apply')).toMatchObject({ exitCode: 0, text: expect.stringContaining('Applied: 6 written') });
    const writes = double.writes().length;
    expect(writes).toBe(6);
    expect(await run('plan')).toMatchObject({
      exitCode: 0,
      text: expect.stringContaining('Nothing to do: all 6 resources are up to date.'),
    });
    expect(await run('apply')).toMatchObject({ exitCode: 0, text: expect.stringContaining('nothing was written') });
    expect(await run('drift')).toMatchObject({ exitCode: 0 });
    expect(double.writes()).toHaveLength(writes);
  });

  it('writes everything to its place, with secrets set', async () => {
    const { double, run } = await setUp({ version });
    await run('apply');
    const { dashboards, dataSources, folders, ruleGroups } = double.state;

    expect([...dashboards.values()].map(({ uid, folderUid, spec }) => [uid, folderUid, spec['tags']])).toEqual([
      ['hours', 'tickerlake', ['tickerlake', 'managed:tickerlake']],
      ['health', 'tickerlake', ['tickerlake', 'managed:tickerlake']],
    ]);
    expect(dataSources.get('tickerlake-athena')?.secureJsonData).toEqual(canary);
    expect(folders.get('tickerlake')?.permissions).toEqual([
      { role: 'Viewer', permission: 1 },
      { teamId: 7, permission: 2 },
    ]);
    expect(JSON.stringify(ruleGroups.get('tickerlake/Freshness')?.rules)).toContain(
      '"datasourceUid":"tickerlake-athena"',
    );
  });

  it('describes a change in the code, and writes only that', async () => {
    const { double, run } = await setUp({ version });
    await run('apply');
    const before = double.writes().length;
    const sql =
      "select ticker, hourly_var from hourly_volatility where bar_start between $__timeFrom() and $__timeTo() and session = 'continuous' order by bar_start";
    const dashboards = [
      sampleDashboard('hours', { sql, panelTitle: 'All hours', redFrom: 2 }),
      sampleDashboard('health'),
    ];

    const { exitCode, text } = await run('plan', { dashboards });

    expect(exitCode).toBe(2);
    expect(text.split('\n').slice(1)).toEqual([
      '~ dashboard "Dashboard hours" (hours)',
      '    panel 1 "All hours"',
      '      SQL of query A:',
      '          and $__timeTo()',
      "        - and session = 'regular'",
      "        + and session = 'continuous'",
      '          order by bar_start',
      '      title: Hours -> All hours',
      '    panel 2 "Failed rules"',
      '      thresholds: green, red from 1 -> green, red from 2',
      'Plan: 0 to create, 1 to change, 5 up to date.',
      '',
    ]);
    expect(await run('apply', { dashboards })).toMatchObject({ exitCode: 0 });
    expect(double.writes()).toHaveLength(before + 1);
    expect(await run('drift', { dashboards })).toMatchObject({ exitCode: 0 });
  });

  it('finds an edit made in Grafana: what, who, when; is blocked by it; overwrites it with --force', async () => {
    const { double, run } = await setUp({ version, now: () => new Date('2026-11-25T14:00:00Z') });
    await run('apply');
    double.edit('hours', 'ann', (spec) => ({ ...spec, title: "Ann's hours" }));
    const before = double.writes().length;

    const drift = await run('drift');
    expect(drift.exitCode).toBe(2);
    expect(drift.text).toContain('saved by ann at 2026-11-25T14:00:00.000Z');
    expect(drift.text).toContain("title: Dashboard hours -> Ann's hours");
    const stopped = await run('apply', { dashboards: [sampleDashboard('hours'), sampleDashboard('new')] });
    expect(stopped).toMatchObject({
      exitCode: 1,
      text: expect.stringMatching(/Nothing was written.*ann edited it in Grafana.*--force/s),
    });
    expect(double.writes()).toHaveLength(before);
    expect(await run('apply', { force: true })).toMatchObject({ exitCode: 0 });
    expect(double.state.dashboards.get('hours')?.spec['title']).toBe('Dashboard hours');
    expect(await run('drift')).toMatchObject({ exitCode: 0 });
  });

  it('distinguishes changes in the code from drift', async () => {
    const { run } = await setUp({ version });
    await run('apply');
    const dashboards = [sampleDashboard('hours', { title: 'New in code' }), sampleDashboard('health')];

    expect(await run('plan', { dashboards })).toMatchObject({ exitCode: 2 });
    expect(await run('drift', { dashboards })).toMatchObject({ exitCode: 0 });
  });

  it('destroys only what it created, after confirmation', async () => {
    const { double, run } = await setUp({ version });
    await run('apply');
    double.place({ dashboard: { uid: 'theirs', spec: { title: 'Theirs' }, folderUid: 'tickerlake' } });
    const before = double.writes().length;

    expect(await run('destroy')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('4 to remove. Add --yes'),
    });
    expect(double.writes()).toHaveLength(before);
    const destroyed = await run('destroy', { isConfirmed: true });
    expect(destroyed.text).toContain('= folder "Tickerlake" (tickerlake) stays: it holds "Theirs"');
    expect([...double.state.dashboards.keys()]).toEqual(['theirs']);
    expect([double.state.dataSources.size, double.state.ruleGroups.size, double.state.folders.size]).toEqual([0, 0, 1]);
    double.state.dashboards.delete('theirs');
    expect(await run('destroy', { isConfirmed: true })).toMatchObject({
      exitCode: 0,
      text: expect.stringContaining('Removed 1.'),
    });
    expect(await run('destroy', { isConfirmed: true })).toMatchObject({ exitCode: 0, text: 'Nothing to remove.\n' });
  });

  it('finds no problem after an apply', async () => {
    const { run } = await setUp({ version });
    await run('apply');

    const { exitCode, text } = await run('doctor');

    expect(text).toContain('query: select ticker from hourly_volatility limit 1 returned 1 row');
    expect(text).not.toContain('FAIL');
    expect(exitCode).toBe(0);
  });
});

const owned = { spec: { title: 'Dashboard hours', panels: [] }, folderUid: '' };

describe('resources of others block the apply, and nothing is written', () => {
  const cases = [
    {
      name: 'a dashboard of terraform',
      version: '13.3.0',
      place: {
        dashboard: {
          uid: 'hours',
          ...owned,
          annotations: { 'grafana.app/managedBy': 'terraform', 'grafana.app/managerId': 'prod' },
        },
      },
      says: /belongs to terraform \(prod\).*--include-managed/,
      lifted: true,
    },
    {
      name: 'the same on legacy routes, by another tag',
      version: '10.4.0',
      place: { dashboard: { uid: 'hours', ...owned, spec: { title: 'x', tags: ['managed:terraform'] } } },
      says: /belongs to terraform, by its tag managed:terraform/,
      lifted: true,
    },
    {
      name: 'a dashboard made by hand',
      version: '12.4.0',
      place: { dashboard: { uid: 'hours', ...owned } },
      says: /lacks the tag managed:tickerlake/,
      lifted: true,
    },
    {
      name: 'a provisioned dashboard',
      version: '10.4.0',
      place: { dashboard: { uid: 'hours', ...owned, provisionedFrom: 'x.json' } },
      says: /provisioned from x\.json/,
      lifted: false,
    },
    {
      name: 'a provisioned dashboard on /apis',
      version: '13.3.0',
      place: {
        dashboard: {
          uid: 'hours',
          ...owned,
          provisionedFrom: 'x.json',
          annotations: { 'grafana.app/managedBy': 'classic-file-provisioning', 'grafana.app/sourcePath': 'x.json' },
        },
      },
      says: /provisioned from x\.json/,
      lifted: false,
    },
    {
      name: 'a read-only data source',
      version: '13.3.0',
      place: { dataSource: { uid: 'tickerlake-athena', readOnly: true } },
      says: /read-only/,
      lifted: false,
    },
    {
      name: 'a data source made by hand',
      version: '13.3.0',
      place: { dataSource: { uid: 'tickerlake-athena' } },
      says: /created by someone else/,
      lifted: true,
    },
    {
      name: 'a title of another dashboard',
      version: '10.4.0',
      place: {
        folder: { uid: 'tickerlake', title: 'Tickerlake' },
        dashboard: { uid: 'twin', spec: { title: 'Dashboard hours' }, folderUid: 'tickerlake' },
      },
      says: /has this title: twin/,
      lifted: false,
    },
    {
      name: 'a rule group of someone else',
      version: '10.4.0',
      place: {
        folder: { uid: 'tickerlake', title: 'Tickerlake' },
        ruleGroup: {
          title: 'Freshness',
          folderUid: 'tickerlake',
          interval: 60,
          provenance: '',
          rules: [{ uid: 'x', title: 'X' }],
        },
      },
      says: /Its rule "X" was created by someone else/,
      lifted: true,
    },
    {
      name: 'a rule group from a file',
      version: '12.4.0',
      place: {
        folder: { uid: 'tickerlake', title: 'Tickerlake' },
        ruleGroup: {
          title: 'Freshness',
          folderUid: 'tickerlake',
          interval: 60,
          provenance: 'file',
          rules: [{ uid: 'x', title: 'X' }],
        },
      },
      says: /provisioned from a file/,
      lifted: false,
    },
  ];

  it.each(cases)('$name', async ({ version, place, says, lifted }) => {
    const { double, run } = await setUp({ version });
    double.place(place);

    const refused = await run('apply');

    expect(refused).toMatchObject({ exitCode: 1, text: expect.stringMatching(/^Nothing was written/) });
    expect(refused.text).toMatch(says);
    expect(double.writes()).toEqual([]);
    expect(await run('plan')).toMatchObject({ exitCode: 2, text: expect.stringContaining('refused:') });
    expect((await run('apply', { includeManaged: true, force: true })).exitCode).toBe(lifted ? 0 : 1);
    expect(double.writes().length > 0).toBe(lifted);
  });

  it.each(['12.4.0', '13.3.0'])('classic JSON over the v2 model on %s, even our own', async (version) => {
    const { double, run } = await setUp({ version });
    await run('apply');
    const annotations = double.state.dashboards.get('hours')?.annotations ?? {};
    double.place({
      dashboard: {
        uid: 'hours',
        spec: { title: 'Dashboard hours', elements: {}, layout: {} },
        folderUid: 'tickerlake',
        storedAs: 'v2',
        annotations,
      },
    });
    const before = double.writes().length;

    expect(await run('apply')).toMatchObject({
      exitCode: 1,
      text: expect.stringMatching(/^Nothing was written.*v2 model.*--force/s),
    });
    expect(double.writes()).toHaveLength(before);
    expect(await run('apply', { force: true })).toMatchObject({ exitCode: 0 });
    expect(double.state.dashboards.get('hours')?.storedAs).toBe('v1');
  });
});

describe('problems are named, and nothing is written', () => {
  it.each([
    {
      name: 'a wrong token',
      options: {},
      code: { token: 'wrong' },
      says: /401: Invalid API key\nThe token is wrong, expired/,
    },
    {
      name: 'Grafana 9',
      options: { version: '9.5.2' },
      code: {},
      says: /9\.5\.2: .*need Grafana 10 or newer.*Nothing was written/,
    },
    {
      name: 'a missing plugin',
      options: { plugins: {} },
      code: {},
      says: /grafana-athena-datasource is not installed/,
    },
    {
      name: 'a proxy with a web page',
      options: { disturb: (_: string, path: string) => (path === '/api/health' ? { status: 302, body: {} } : null) },
      code: {},
      says: /a redirect \(302\).*Set GRAFANA_URL/,
    },
    {
      name: 'keys that are missing',
      options: {},
      code: { secrets: {} },
      says: /needs accessKey and secretKey: set GRAFANA_ATHENA_ACCESS_KEY/,
    },
  ])('$name', async ({ options, code, says }) => {
    const { double, run } = await setUp(options);

    expect(await run('apply', code)).toMatchObject({ exitCode: 1, text: expect.stringMatching(says) });
    expect(double.writes()).toEqual([]);
  });

  it.each([
    { role: 'Viewer', settings: { dataSource: null }, says: /rights of Viewer.*needs Editor/ },
    {
      role: 'Editor',
      settings: {},
      says: /403: .*\nThe token lacks permission\. Data sources and permissions need the role Admin/,
    },
  ] as const)('a token with only the role $role', async ({ role, settings: own, says }) => {
    const { double, run } = await setUp();

    const { exitCode, text } = await run('apply', { token: double.token(role), settings: own, ruleGroups: [] });

    expect(exitCode).toBe(1);
    expect(text).toMatch(says);
    expect(double.writes()).toEqual([]);
  });

  it('an Editor can apply only dashboards', async () => {
    const { double, run } = await setUp();

    expect(
      await run('apply', { token: double.token('Editor'), settings: { dataSource: null }, ruleGroups: [] }),
    ).toMatchObject({ exitCode: 0 });
  });

  it('a save between reading and writing stops the apply, and names what was written', async () => {
    let isDue = false;
    const { double, run } = await setUp({
      version: '10.4.0',
      disturb(method, path) {
        if (isDue && method === 'POST' && path === '/api/dashboards/db') {
          isDue = false;
          double.edit('hours', 'ann', (spec) => ({ ...spec, title: 'Meanwhile' }));
        }
        return null;
      },
    });
    await run('apply');
    isDue = true;

    const { text } = await run('apply', {
      dashboards: [sampleDashboard('hours', { redFrom: 5 })],
      settings: { ...settings, folder: { title: 'Renamed' } },
    });

    expect(text).toMatch(/Writing dashboard .* failed: .*412 version-mismatch.*It was saved since/s);
    expect(text).toContain('Written before it: folder "Renamed" (tickerlake).');
    expect(double.state.dashboards.get('hours')?.spec['title']).toBe('Meanwhile');
  });

  it('a plugin is installed on request', async () => {
    const { double, run } = await setUp({ plugins: {} });

    expect(await run('apply', { installPlugin: true })).toMatchObject({
      exitCode: 0,
      text: expect.stringContaining('Installed the plugin'),
    });
    expect(double.state.plugins.has('grafana-athena-datasource')).toBe(true);
  });

  it('doctor continues after a problem', async () => {
    const { double, run } = await setUp({
      plugins: {},
      answerQuery: () => ({ error: 'ACCESS_DENIED: glue:GetTable' }),
    });

    expect((await run('doctor')).text).toMatch(
      /FAIL {2}plugin:.*\n.*\nFAIL {2}data source: tickerlake-athena does not exist yet/,
    );
    await run('apply', { installPlugin: true });
    const { exitCode, text } = await run('doctor', { token: double.token('Admin') });
    expect(exitCode).toBe(1);
    expect(text).toContain(
      'FAIL  query: select ticker from hourly_volatility limit 1 failed: error querying the database: ACCESS_DENIED: glue:GetTable',
    );
  });
});

describe('the data source', () => {
  it('keeps its secrets until they are missing or rotated, and settings set by others', async () => {
    const { double, run } = await setUp();
    await run('apply');
    const source = double.state.dataSources.get('tickerlake-athena');
    if (source === undefined) throw new Error('not applied');
    double.place({
      dataSource: {
        ...source,
        secureJsonData: { accessKey: 'old', sessionToken: 'old' },
        isDefault: true,
        jsonData: { ...source.jsonData, theirs: 1, workgroup: 'other' },
      },
    });

    const { text } = await run('plan');

    expect(text).toContain('    workgroup: other -> primary\n    secretKey: + set\n');
    await run('apply');
    expect(double.state.dataSources.get('tickerlake-athena')).toMatchObject({
      secureJsonData: { accessKey: 'old', secretKey: canary.secretKey },
      isDefault: true,
      jsonData: { theirs: 1, workgroup: 'primary' },
    });
    expect((await run('plan', { rotateSecrets: true })).text).toContain('accessKey: set -> changed');
    await run('apply', { rotateSecrets: true });
    expect(double.state.dataSources.get('tickerlake-athena')?.secureJsonData).toEqual(canary);
  });

  it('loses its secrets when it no longer needs them', async () => {
    const { double, run } = await setUp();
    await run('apply');
    const code = { settings: { dataSource: { authType: 'ec2_iam_role' } } };

    expect((await run('plan', code)).text).toContain('accessKey: set -> cleared');
    await run('apply', code);
    expect(double.state.dataSources.get('tickerlake-athena')?.secureJsonData).toEqual({
      accessKey: '',
      secretKey: '',
      sessionToken: '',
    });
    expect(await run('plan', code)).toMatchObject({ exitCode: 0 });
  });
});
