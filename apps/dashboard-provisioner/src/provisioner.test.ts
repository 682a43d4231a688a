import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dashboards } from '@tickerlake/dashboards';
import { projectState } from '@tickerlake/dashboards/project-state';
import { startGrafanaDouble } from '@tickerlake/grafana-provisioning/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig, readDesiredSettings } from './config.ts';
import { createHandler } from './handler.ts';
import { createProgram } from './program.ts';
import { createProvisioner } from './provisioner.ts';
import { type AwsDoubleOptions, startAwsDouble } from './testing/aws-double.ts';

const keys = { accessKey: 'CANARY-ACCESS', secretKey: 'CANARY-SECRET' };
const settings = JSON.stringify({ dataSource: { authType: 'keys' } });

/** The complete app with two doubles; keeps all its output. */
async function setUp(environment: Readonly<Record<string, string>>, aws: AwsDoubleOptions = {}) {
  const double = await startGrafanaDouble({ version: '10.4.0', plugins: {} });
  onTestFinished(() => double.close());
  const token = double.token('Admin', 'CANARY-TOKEN');
  const awsDouble = await startAwsDouble({
    workspace: { url: double.url, token },
    secrets: { 'grafana/token': token, 'grafana/athena': JSON.stringify(keys), 'not/json': 'CANARY-TEXT' },
    ...aws,
  });
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const config = readConfig({
    GRAFANA_SETTINGS: settings,
    ...environment,
    ...(environment['GRAFANA_TOKEN'] === 'ours' ? { GRAFANA_TOKEN: token } : {}),
    ...(environment['GRAFANA_WORKSPACE_ID'] === undefined ? { GRAFANA_URL: double.url } : {}),
  });
  const provisioner = createProvisioner({
    config,
    fetch,
    now: () => new Date(0),
    sleep: async () => {},
    warn: say,
    ...awsDouble,
  });
  const program = createProgram({
    out: say,
    err: say,
    provisioner: () => provisioner,
    desired: () => projectState(readDesiredSettings({ GRAFANA_SETTINGS: settings }), keys),
  });
  return { double, aws: awsDouble, said, handler: createHandler(provisioner, say), program };
}

const ways = [
  {
    name: 'a token and keys from the environment',
    environment: {
      GRAFANA_TOKEN: 'ours',
      GRAFANA_ATHENA_ACCESS_KEY: keys.accessKey,
      GRAFANA_ATHENA_SECRET_KEY: keys.secretKey,
    },
    calls: [],
  },
  {
    name: 'secrets from Secrets Manager',
    environment: { GRAFANA_TOKEN_SECRET_ID: 'grafana/token', GRAFANA_ATHENA_SECRET_ID: 'grafana/athena' },
    calls: ['secretsmanager.GetSecretValue', 'secretsmanager.GetSecretValue'],
  },
  {
    name: 'a workspace',
    environment: { GRAFANA_WORKSPACE_ID: 'g-0123456789', GRAFANA_ATHENA_SECRET_ID: 'grafana/athena' },
    calls: [
      'secretsmanager.GetSecretValue',
      'GET /workspaces/g-0123456789',
      'GET /workspaces/g-0123456789/serviceaccounts',
      'POST /workspaces/g-0123456789/serviceaccounts/5/tokens',
      'DELETE /workspaces/g-0123456789/serviceaccounts/5/tokens/9',
    ],
  },
];

describe('the Lambda', () => {
  it.each(ways)('applies with $name, then has nothing to do', async ({ environment, calls }) => {
    const { double, aws, said, handler } = await setUp(environment);

    const first = await handler(undefined);
    expect(first).toMatchObject({
      action: 'apply',
      exitCode: 0,
      report: {
        installedPlugin: true,
        written: [
          { kind: 'folder' },
          { kind: 'data source' },
          ...Array<object>(dashboards.length).fill({ kind: 'dashboard' }),
          { kind: 'alert group' },
          { kind: 'alert group' },
        ],
      },
    });
    expect(aws.calls).toEqual(calls);
    const writes = double.writes().length;
    const second = await handler({ action: 'apply' });
    expect(second).toMatchObject({ exitCode: 0, report: { written: [] } });
    expect(double.writes()).toHaveLength(writes);
    expect(double.state.dataSources.get('tickerlake-athena')?.secureJsonData).toEqual(keys);
    expect(JSON.stringify([first, second, said])).not.toContain('CANARY');
  });

  it('creates a missing service account', async () => {
    const { aws, handler } = await setUp(
      { GRAFANA_WORKSPACE_ID: 'g-0123456789', GRAFANA_ATHENA_SECRET_ID: 'grafana/athena' },
      { hasAccount: false },
    );

    await handler({ action: 'plan' });

    expect(aws.calls).toContain('POST /workspaces/g-0123456789/serviceaccounts');
  });

  it('deletes the token even when Grafana fails', async () => {
    const { double, aws, handler } = await setUp({
      GRAFANA_WORKSPACE_ID: 'g-0123456789',
      GRAFANA_ATHENA_SECRET_ID: 'grafana/athena',
    });
    double.place({ dataSource: { uid: 'tickerlake-athena', readOnly: true } });

    await expect(handler({})).rejects.toThrow(/^Nothing was written/);

    expect(aws.calls.at(-1)).toBe('DELETE /workspaces/g-0123456789/serviceaccounts/5/tokens/9');
  });

  it('warns when the token cannot be deleted, and keeps the result', async () => {
    const { said, handler } = await setUp(
      { GRAFANA_WORKSPACE_ID: 'g-0123456789', GRAFANA_ATHENA_SECRET_ID: 'grafana/athena' },
      { failsToDelete: true },
    );

    expect(await handler({})).toMatchObject({ exitCode: 0 });
    expect(said.join('')).toMatch(/could not be deleted .*within 15 minutes/);
  });

  it.each([
    {
      name: 'a missing secret',
      environment: { GRAFANA_TOKEN_SECRET_ID: 'nowhere' },
      says: /The secret nowhere cannot be read.*ResourceNotFoundException.*GetSecretValue/,
    },
    {
      name: 'keys that are not JSON',
      environment: { GRAFANA_TOKEN: 'ours', GRAFANA_ATHENA_SECRET_ID: 'not/json' },
      says: /not\/json does not have the form/,
    },
    {
      name: 'a missing workspace',
      environment: { GRAFANA_WORKSPACE_ID: 'g-aaaaaaaaaa' },
      says: /No token can be created for the workspace g-aaaaaaaaaa.*ResourceNotFoundException/,
    },
  ])('names the problem: $name', async ({ environment, says }) => {
    const { handler } = await setUp(environment);

    const error = await handler({}).catch((caught: unknown) => caught);

    expect(error).toMatchObject({ name: 'AccessError', message: expect.stringMatching(says) });
    expect(String(error) + JSON.stringify(error)).not.toContain('CANARY');
  });

  it.each([{ event: { action: 'delete' } }, { event: { forse: true } }, { event: 'apply' }])(
    'rejects the event $event permanently',
    async ({ event }) => {
      const { double, handler } = await setUp({ GRAFANA_TOKEN: 'ours' });

      expect(await handler(event).catch((caught: unknown) => caught)).toMatchObject({
        name: 'EventError',
        transient: false,
      });
      expect(double.requests).toEqual([]);
    },
  );
});

describe('the command', () => {
  it('plans, applies, finds no drift, destroys', async () => {
    const { double, said, program } = await setUp(ways[0]?.environment ?? {});

    expect(await program(['plan'])).toBe(2);
    expect(await program(['apply', '--install-plugin'])).toBe(0);
    expect(await program(['plan', '--json'])).toBe(0);
    expect(JSON.parse(said.at(-1) ?? '')).toMatchObject({ obstacles: [] });
    expect(await program(['drift'])).toBe(0);
    expect(await program(['doctor'])).toBe(0);
    expect(await program(['destroy'])).toBe(2);
    expect(await program(['destroy', '--yes'])).toBe(0);
    expect([
      double.state.dashboards.size,
      double.state.folders.size,
      double.state.dataSources.size,
      double.state.ruleGroups.size,
    ]).toEqual([0, 0, 0, 0]);
    expect(said.join('')).not.toContain('CANARY');
  });

  it('exports files without a secret', async () => {
    const { said, program } = await setUp({ GRAFANA_TOKEN: 'ours' });
    const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
    onTestFinished(() => rm(folder, { recursive: true }));

    expect(await program(['export', folder])).toBe(0);

    const files = said.join('').trim().split('\n');
    expect(files.map((file) => file.slice(folder.length + 1).replaceAll('\\', '/'))).toEqual(
      expect.arrayContaining(['datasources/tickerlake.yaml', 'dashboards/tickerlake.yaml']),
    );
    for (const file of files) expect(await readFile(file, 'utf8')).not.toContain('CANARY');
  });

  it.each([['--help'], ['plan', '--help'], ['export', '--help']])('helps with examples: %s %s', async (...args) => {
    const { said, program } = await setUp({ GRAFANA_TOKEN: 'ours' });

    expect(await program(args.filter((arg) => typeof arg === 'string'))).toBe(0);
    expect(said.join('')).toMatch(
      args.length === 1 ? /Usage: dashboard-provisioner/ : /Examples:\n {2}dashboard-provisioner/,
    );
  });

  it('refuses what it does not know', async () => {
    const { said, program } = await setUp({ GRAFANA_TOKEN: 'ours' });

    expect(await program(['aply'])).toBe(1);
    expect(said.join('')).toMatch(/unknown command 'aply'/);
  });
});
