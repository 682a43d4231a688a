import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildValidator } from './build-validator.ts';
import { validateFiles } from './validate-files.ts';

const root = join(import.meta.dirname, '../../..');
const dashboards = join(root, 'docs/dashboards');
const goFolder = join(import.meta.dirname, '../go');
const hasGo = spawnSync('go', ['version']).status === 0;
const isCi = !['', 'false', undefined].includes(process.env['CI']);

const jsonFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name));

interface Panel {
  id: unknown;
  type: unknown;
  gridPos: { w: unknown };
  fieldConfig: { defaults: { custom: Record<string, unknown> } };
  options: Record<string, unknown>;
  targets: Record<string, unknown>[];
  [key: string]: unknown;
}
interface Dashboard {
  panels: Panel[];
  [key: string]: unknown;
}

/** A folded row with a panel in it. */
const row = (panel: Panel) =>
  ({
    id: 99,
    type: 'row',
    title: 'More',
    collapsed: true,
    gridPos: { x: 0, y: 0, w: 24, h: 1 },
    panels: [panel],
  }) as unknown as Panel;

describe.skipIf(!hasGo && !isCi)(`Grafana's own types${hasGo ? '' : ' (NOT RUN: go is not on the PATH)'}`, () => {
  let program = '';
  let folder = '';
  beforeAll(() => {
    program = buildValidator(
      goFolder,
      join(resolve(root, process.env['ENGINES_DIR'] ?? '.engines'), 'grafana-validator'),
    );
    folder = mkdtempSync(join(tmpdir(), 'tickerlake-validator-'));
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const validate = (value: unknown) => {
    const file = join(folder, 'value.json');
    writeFileSync(file, JSON.stringify(value));
    return validateFiles(program, [file])[0];
  };
  const read = (): Dashboard =>
    JSON.parse(readFileSync(join(dashboards, 'hourly-volatility.json'), 'utf8')) as Dashboard;

  test.each([
    { kind: 'classic', files: jsonFiles(dashboards) },
    { kind: 'dashboard.grafana.app/v2', files: jsonFiles(join(dashboards, 'v2')) },
  ])('take every dashboard as $kind', ({ kind, files }) => {
    expect(files.length).toBeGreaterThanOrEqual(4);
    expect(validateFiles(program, files)).toEqual(files.map((file) => ({ file, kind, error: '' })));
  });

  test.each(jsonFiles(join(dashboards, 'alerts')))('take every alert rule of %s', (file) => {
    const group = JSON.parse(readFileSync(file, 'utf8')) as { title: string; rules: object[] };
    expect(group.rules).not.toHaveLength(0);
    for (const rule of group.rules)
      expect(validate({ ...rule, folderUID: 'tickerlake', ruleGroup: group.title, orgID: 1 })).toMatchObject({
        kind: 'alert-rule',
        error: '',
      });
  });

  test.each<{ name: string; change: (dashboard: Dashboard) => void; says: string }>([
    { name: 'an unknown key at the top', change: (dashboard) => (dashboard['colour'] = 'red'), says: 'colour' },
    { name: 'an unknown key of a panel', change: ({ panels }) => (panels[0]!['colour'] = 'red'), says: 'panels[0]' },
    { name: 'a width that is text', change: ({ panels }) => (panels[0]!.gridPos.w = '12'), says: 'panels[0].gridPos' },
    { name: 'a panel without a type', change: ({ panels }) => delete panels[0]!.type, says: 'panels[0]' },
    {
      name: 'SQL that is a number',
      change: ({ panels }) => (panels[0]!.targets[0]!['rawSQL'] = 7),
      says: 'panels[0].targets[0].rawSQL',
    },
    {
      name: 'SQL under another spelling',
      change: ({ panels }) => (panels[0]!.targets[0] = { ...panels[0]!.targets[0], rawSql: 'select 1' }),
      says: 'panels[0].targets[0]',
    },
    {
      name: 'a query without connectionArgs',
      change: ({ panels }) => delete panels[0]!.targets[0]!['connectionArgs'],
      says: 'connectionArgs',
    },
    {
      name: 'a line width that is text',
      change: ({ panels }) =>
        (panels.find(({ type }) => type === 'timeseries')!.fieldConfig.defaults.custom['lineWidth'] = 'fat'),
      says: 'lineWidth',
    },
    { name: 'a legend that is a number', change: ({ panels }) => (panels[0]!.options['legend'] = 5), says: 'legend' },
    {
      name: 'a row that is folded by a text',
      change: ({ panels }) => (panels[0] = { ...row(panels[0]!), collapsed: 'yes' }),
      says: 'collapsed',
    },
    {
      name: 'a panel of a row that has an unknown key',
      change: ({ panels }) => (panels[0] = row({ ...panels[0]!, colour: 'red' })),
      says: 'colour',
    },
    { name: 'no schema version', change: (dashboard) => delete dashboard['schemaVersion'], says: 'schemaVersion' },
  ])('refuse $name', ({ change, says }) => {
    const dashboard = read();
    change(dashboard);
    expect(validate(dashboard)?.error).toContain(says);
  });

  test.each([
    { name: 'a duration that is a number', change: { for: 5 }, says: 'for' },
    { name: 'an unknown key', change: { colour: 'red' }, says: 'colour' },
    { name: 'no state for errors', change: { execErrState: undefined }, says: 'execErrState' },
  ])('refuse an alert rule with $name', ({ change, says }) => {
    const { title, rules } = JSON.parse(readFileSync(join(dashboards, 'alerts/tickerlake-data.json'), 'utf8')) as {
      title: string;
      rules: object[];
    };
    expect(validate({ ...rules[0], folderUID: 'tickerlake', ruleGroup: title, orgID: 1, ...change })?.error).toContain(
      says,
    );
  });
});
