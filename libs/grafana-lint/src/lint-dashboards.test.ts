import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { alertWith, dashboardWith, panelWith, rowWith, soundSql, sqlCase, targetWith } from './case-dashboards.ts';
import { readDocuments } from './document/read-documents.ts';
import { lintDashboards } from './lint-dashboards.ts';
import { lintRules } from './rules/index.ts';

const rulesOf = (json: unknown) => [...new Set(lintDashboards(json).map(({ rule }) => rule))];

describe.each(lintRules)('$name', (rule) => {
  const faults = (json: unknown) => readDocuments(json).flatMap((document) => rule.check(document, rule.options ?? {}));
  test('finds nothing in its passing case', () => expect(faults(rule.passing)).toEqual([]));
  test('finds a fault in its failing case, with a place and a detail', () => {
    const found = faults(rule.failing);
    expect(found.length).toBeGreaterThan(0);
    for (const fault of found)
      expect(fault).toEqual({ path: expect.any(String), detail: expect.stringMatching(/\S\.$/) });
  });
  test('is the only rule that its failing case breaks', () => {
    expect(new Set(lintDashboards(rule.failing, rule.options).map(({ rule: name }) => name))).toEqual(
      new Set([rule.name]),
    );
  });
});

test('every file of rules is in the list, under its own name', () => {
  const files = readdirSync(join(import.meta.dirname, 'rules'))
    .filter((name) => name !== 'index.ts')
    .map((name) => name.replace('.ts', ''));
  expect(lintRules.map(({ name }) => name)).toEqual(files.sort());
});

describe('a document', () => {
  const spec = dashboardWith({ editable: true });
  test.each([
    { name: 'alone', json: spec, path: 'editable' },
    { name: 'as the API answers', json: { dashboard: spec, meta: {} }, path: 'dashboard.editable' },
    {
      name: 'as a v1 resource',
      json: { apiVersion: 'dashboard.grafana.app/v1', kind: 'Dashboard', metadata: {}, spec },
      path: 'spec.editable',
    },
    { name: 'in a list', json: [dashboardWith(), spec], path: '[1].editable' },
  ])('is read $name', ({ json, path }) => {
    expect(lintDashboards(json)).toEqual([expect.objectContaining({ rule: 'not-editable', severity: 'warn', path })]);
  });

  test('of alert rules is read in groups', () => {
    expect(
      lintDashboards({
        groups: [{ title: 'g', interval: 900, rules: [alertWith(), alertWith({ annotations: {} })] }],
      }).map(({ path }) => path),
    ).toEqual(['groups[0].rules[1].annotations.summary', 'groups[0].rules[1].annotations.runbook_url']);
  });

  test('in v2 has the same findings', () => {
    const query = {
      kind: 'DataQuery',
      group: 'grafana-athena-datasource',
      version: 'v0',
      datasource: { name: '${datasource}' },
      spec: { rawSQL: 'select *, bar_start as time from bars', format: 0 },
    };
    const json = {
      apiVersion: 'dashboard.grafana.app/v2',
      kind: 'Dashboard',
      metadata: { name: 'd' },
      spec: {
        title: 'T',
        description: 'D',
        editable: false,
        timeSettings: { timezone: 'Mars/Base', autoRefresh: '10s' },
        variables: [{ kind: 'DatasourceVariable', spec: { name: 'datasource' } }],
        annotations: [],
        elements: {
          'panel-1': {
            kind: 'Panel',
            spec: {
              id: 1,
              title: 'P',
              description: 'D',
              data: { kind: 'QueryGroup', spec: { queries: [{ kind: 'PanelQuery', spec: { refId: 'A', query } }] } },
              vizConfig: {
                kind: 'VizConfig',
                group: 'timeseries',
                spec: { options: {}, fieldConfig: { defaults: { unit: 'dateTimeAsISO' }, overrides: [] } },
              },
            },
          },
        },
        layout: {
          kind: 'GridLayout',
          spec: {
            items: [
              {
                kind: 'GridLayoutItem',
                spec: { x: 20, y: 0, width: 8, height: 5, element: { kind: 'ElementReference', name: 'panel-1' } },
              },
            ],
          },
        },
      },
    };
    expect(rulesOf(json).sort()).toEqual([
      'connection-args',
      'grid-width',
      'no-select-star',
      'ordered-by-time',
      'refresh-interval',
      'result-reuse',
      'time-zone',
      'valid-unit',
      'zoned-time',
    ]);
  });

  test.each([null, 7, {}, { title: 'no panels' }, [], { groups: [] }])('that is none is one finding: %j', (json) => {
    expect(lintDashboards(json)).toEqual([expect.objectContaining({ rule: 'readable', severity: 'error' })]);
  });
});

describe('panels in rows', () => {
  const wide = { x: 16, y: 1, w: 12, h: 8 };
  test.each([
    {
      name: 'a row without an id, which nothing refers to',
      panels: [{ ...rowWith(panelWith()), id: undefined }],
      found: [],
    },
    { name: 'an open row with a panel after it', panels: [{ ...rowWith(), collapsed: false }, panelWith()], found: [] },
    {
      name: 'an id that is in two rows',
      panels: [rowWith(panelWith()), { ...rowWith(panelWith()), id: 8 }],
      found: ['unique-panel-ids panels[1].panels[0].id'],
    },
    {
      name: 'a row with the id of a panel',
      panels: [rowWith(panelWith({ id: 9 }))],
      found: ['unique-panel-ids panels[0].id'],
    },
    {
      name: 'a panel of a row that is too far right, which Grafana draws over the whole width',
      panels: [rowWith(panelWith({ gridPos: wide }))],
      found: ['grid-width panels[0].panels[0].gridPos'],
    },
    {
      name: 'a row that is too far right, which Grafana draws over the whole width',
      panels: [{ ...rowWith(panelWith()), gridPos: wide }],
      found: [],
    },
  ])('are looked at: $name', ({ panels, found }) => {
    expect(lintDashboards(dashboardWith({ panels })).map(({ rule, path }) => `${rule} ${path}`)).toEqual(found);
  });
});

describe('SQL', () => {
  test.each([
    {
      name: 'the time of an inner query',
      sql: `select time, ticker, v from (select with_timezone(cast(bar_start as timestamp(3)), 'UTC') as time, ticker, cast(1 as double) as v from bars) order by time`,
      rules: [],
    },
    {
      name: 'a common table',
      sql: `with h as (select with_timezone(cast(bar_start as timestamp(3)), 'UTC') as "time", ticker from bars) select "time", ticker, cast(1 as double) as v from h order by "time" asc, ticker`,
      rules: [],
    },
    {
      name: 'a naive inner time',
      sql: 'select time, v from (select bar_start as time, 1E0 as v from bars) order by time',
      rules: ['zoned-time'],
    },
    {
      name: 'an order inside only',
      sql: `select time, v from (select with_timezone(cast(b as timestamp(3)), 'UTC') as time, 1E0 as v from bars order by 1) t`,
      rules: ['ordered-by-time'],
    },
    {
      name: 'a descending order',
      sql: soundSql.replace('order by time', 'order by time desc'),
      rules: ['ordered-by-time'],
    },
    {
      name: 'a decimal literal',
      sql: soundSql.replace('cast(hourly_var as double)', 'count(*) * 1.5'),
      rules: ['no-decimal'],
    },
    { name: 'microseconds', sql: soundSql.replace('timestamp(3)', 'timestamp(6)'), rules: ['zoned-time'] },
    {
      name: 'a star in a comment, and a quoted one',
      sql: soundSql.replace('ticker,', "'select *' as t, -- select *\nticker,"),
      rules: [],
    },
    { name: 'a semicolon at the end', sql: `${soundSql.replace('order by time', 'order by 1')};`, rules: [] },
    {
      name: 'a bare variable among others',
      sql: soundSql.replace('${ticker:sqlstring}', "'SPY', ${ticker}"),
      rules: ['quoted-variables'],
    },
    {
      name: 'quotes around a variable',
      sql: soundSql.replace('${ticker:sqlstring}', "'${ticker}'"),
      rules: ['quoted-variables'],
    },
    { name: 'a macro that is not closed', sql: `${soundSql} -- $__dateFilter(a`, rules: ['macro-arguments'] },
    {
      name: 'the plugin’s own grouping',
      sql: "select $__timeGroup(bar_start, '1h') as time, 1E0 as v from bars where bar_start > $__timeFrom() group by 1 order by 1",
      rules: [],
    },
  ])('$name: $rules', ({ sql, rules }) => {
    expect(rulesOf(sqlCase(sql))).toEqual(rules);
  });

  test('of tables needs no order', () => expect(rulesOf(sqlCase('select ticker from bars', 1))).toEqual([]));
  test('of annotations needs a zone', () => {
    const target = targetWith({ rawSQL: 'select started_at as time, run_id as text from runs', format: 1 });
    expect(
      rulesOf(
        dashboardWith({ annotations: { list: [{ name: 'Runs', datasource: { uid: '${datasource}' }, target }] } }),
      ),
    ).toEqual(['zoned-time']);
  });
  test('of another data source is left alone', () => {
    expect(
      rulesOf(
        dashboardWith({
          panels: [panelWith({ targets: [{ refId: 'A', expr: 'up', datasource: { uid: '${datasource}' } }] })],
        }),
      ),
    ).toEqual([]);
  });
});
