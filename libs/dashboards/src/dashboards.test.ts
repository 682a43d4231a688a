import { describe, expect, test } from 'vitest';
import { alertRuleGroups } from './alerts/alert-rule-groups.ts';
import { dashboards } from './dashboards.ts';
import { grafanaUnits, lintDashboards } from '@tickerlake/grafana-lint';
import { toManifest } from './manifest/to-manifest.ts';
import { panelsOf } from './model/panels-of.ts';
import { variableValues } from './variables/variable-values.ts';

const folder = '../../../docs/dashboards';
const toText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const fileOf = (uid: string): string => `${uid.replace('tickerlake-', '')}.json`;

describe.each(dashboards)('$uid', (dashboard) => {
  test('is the reviewed JSON, in both forms', async () => {
    await expect(toText(dashboard)).toMatchFileSnapshot(`${folder}/${fileOf(dashboard.uid)}`);
    await expect(toText(toManifest(dashboard))).toMatchFileSnapshot(`${folder}/v2/${fileOf(dashboard.uid)}`);
  });

  test('passes the linter, in both forms', () => {
    expect(lintDashboards(JSON.parse(toText(dashboard)))).toEqual([]);
    expect(lintDashboards(JSON.parse(toText(toManifest(dashboard))))).toEqual([]);
  });

  test('has a Grafana unit in every panel of numbers, as panel-units-rule of the Grafana linter requires', () => {
    for (const { id, type, fieldConfig } of panelsOf(dashboard)) {
      if (!['stat', 'timeseries', 'gauge', 'table'].includes(type)) continue;
      const units = [
        fieldConfig.defaults.unit,
        ...fieldConfig.overrides.flatMap(({ properties }) =>
          properties.filter((property) => property.id === 'unit').map(({ value }) => value),
        ),
      ];
      expect(
        units.filter((unit) => grafanaUnits.has(String(unit))),
        `panel ${id}`,
      ).not.toEqual([]);
    }
  });

  test('offers no refresh of seconds', () => expect(dashboard.timepicker.refresh_intervals).toEqual(['15m', '1h']));

  test('has panels that do not overlap', () => {
    // Compares panels of open rows with each other, and panels of a folded row with those in the same row.
    const shown = [dashboard.panels, ...dashboard.panels.flatMap((one) => (one.type === 'row' ? [one.panels] : []))];
    for (const panels of shown) {
      for (const { gridPos: a, id } of panels) {
        for (const { gridPos: b, id: other } of panels) {
          if (id !== other)
            expect(
              a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y,
              `${id} and ${other}`,
            ).toBe(true);
        }
      }
    }
  });

  test('declares every variable that its queries and titles use', () => {
    const names = new Set(dashboard.templating.list.map(({ name }) => name));
    for (const [, name = ''] of JSON.stringify(dashboard).matchAll(/\$\{(\w+)/g))
      if (!name.startsWith('__')) expect(names, name).toContain(name);
  });
});

describe('alert rules', () => {
  test.each(alertRuleGroups)('of $title are the reviewed JSON, and pass the linter', async (group) => {
    await expect(toText(group)).toMatchFileSnapshot(
      `${folder}/alerts/${group.title.toLowerCase().replaceAll(' ', '-')}.json`,
    );
    expect(lintDashboards(JSON.parse(toText({ groups: [group] })))).toEqual([]);
  });

  test('name an existing panel', () => {
    for (const { annotations } of alertRuleGroups.flatMap(({ rules }) => rules)) {
      const dashboard = dashboards.find(({ uid }) => uid === annotations['__dashboardUid__']);
      expect(panelsOf(dashboard ?? { panels: [] }).map(({ id }) => String(id))).toContain(annotations['__panelId__']);
    }
  });

  test('link to the panel that explains what to do about each of them', () => {
    for (const { title, annotations } of alertRuleGroups.flatMap(({ rules }) => rules)) {
      const [, uid, id] = /^\/d\/([\w-]+)\?viewPanel=(\d+)$/.exec(annotations['runbook_url'] ?? '') ?? [];
      const panel = dashboards
        .filter((dashboard) => dashboard.uid === uid)
        .flatMap(panelsOf)
        .find((one) => String(one.id) === id);
      expect(panel?.options['content'], title).toContain(`### ${title}\n`);
    }
  });
});

test('uids and titles are unique, and Grafana accepts the uids', () => {
  expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(dashboards.length);
  expect(new Set(dashboards.map(({ title }) => title)).size).toBe(dashboards.length);
  for (const { uid } of dashboards) expect(uid).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
});

test('variableValues fills in the initial values of a dashboard', () => {
  const [hourly] = dashboards;
  expect(variableValues(hourly!, { ticker: ['AAPL'], other: ['x'] })).toEqual({
    ticker: ['AAPL'],
    measure: ['range_pct'],
  });
  expect(variableValues(hourly!, { measure: ['pk'] })).toEqual({ ticker: [], measure: ['pk'] });
});
