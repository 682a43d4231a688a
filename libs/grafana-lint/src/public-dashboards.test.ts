import { describe, expect, test } from 'vitest';
import { alertWith, dashboardWith, panelWith, rowWith, soundSql, sqlCase, targetWith } from './case-dashboards.ts';
import { lintDashboards } from './lint-dashboards.ts';

/** The findings without those about style: titles, descriptions, `editable`. */
const found = (json: unknown) =>
  lintDashboards(json)
    .filter(({ rule }) => rule !== 'title-and-description' && rule !== 'not-editable')
    .map(({ rule, path }) => `${rule} ${path}`);

const other = { type: 'mysql', uid: '${mysql}' };
const mysqlVariable = { type: 'datasource', name: 'mysql', query: 'mysql' };
const athenaVariable = { type: 'datasource', name: 'datasource', query: 'grafana-athena-datasource' };
/** SQL with which every rule of Athena's SQL finds a fault. */
const foreignSql =
  "SELECT *, 1.5 AS time FROM t WHERE $__timeFilter(created) AND $__unixEpochNanoFilter(x) AND v IN ($a, '$b') GROUP BY $__timeGroupAlias(created,'1h')";
const foreignTarget = { refId: 'A', datasource: other, rawSql: foreignSql, format: 'time_series' };

describe('a public dashboard has no finding for', () => {
  test.each([
    {
      name: 'SQL of a data source whose type the query names',
      json: dashboardWith({ panels: [panelWith({ targets: [foreignTarget] })], templating: { list: [mysqlVariable] } }),
    },
    {
      name: 'SQL of a data source whose type the panel names',
      json: dashboardWith({
        panels: [panelWith({ datasource: other, targets: [{ ...foreignTarget, datasource: undefined }] })],
        templating: { list: [mysqlVariable] },
      }),
    },
    {
      name: 'SQL of a data source whose type the variable names',
      json: dashboardWith({
        panels: [panelWith({ targets: [{ ...foreignTarget, datasource: { uid: '$mysql' } }] })],
        templating: { list: [mysqlVariable] },
      }),
    },
    {
      name: 'SQL of a data source whose type an input names',
      json: dashboardWith({
        __inputs: [{ name: 'DS_SHOP', type: 'datasource', pluginId: 'postgres' }],
        panels: [panelWith({ targets: [{ ...foreignTarget, datasource: '${DS_SHOP}', rawSQL: foreignSql }] })],
        templating: { list: [] },
      }),
    },
    {
      name: 'SQL of a variable and of an annotation of another data source',
      json: dashboardWith({
        templating: {
          list: [
            mysqlVariable,
            athenaVariable,
            { type: 'query', name: 'ticker', datasource: other, query: { rawSql: foreignSql } },
          ],
        },
        annotations: { list: [{ name: 'n', datasource: other, target: foreignTarget }] },
      }),
    },
    {
      name: 'spellings rawSql of a data source of unknown type',
      json: dashboardWith({
        panels: [panelWith({ targets: [{ ...foreignTarget, datasource: { uid: '$any' } }] })],
        templating: { list: [{ type: 'custom', name: 'any' }] },
      }),
    },
    {
      name: "a refresh of seconds where nothing is Athena's",
      json: dashboardWith({
        refresh: '5s',
        panels: [panelWith({ targets: [foreignTarget] })],
        templating: { list: [mysqlVariable] },
      }),
    },
    {
      name: 'a data source that an import requires',
      json: dashboardWith({
        __inputs: [{ name: 'DS_A-1', type: 'datasource', pluginId: 'grafana-athena-datasource' }],
        panels: [
          panelWith({ targets: [targetWith({ datasource: { type: 'grafana-athena-datasource', uid: '${DS_A-1}' } })] }),
        ],
      }),
    },
    {
      name: 'a data source in the old spelling of variables',
      json: dashboardWith({ panels: [panelWith({ targets: [targetWith({ datasource: '[[datasource]]' })] })] }),
    },
    {
      name: 'a data source that is found by its type',
      json: dashboardWith({
        panels: [panelWith({ targets: [targetWith({ datasource: { type: 'grafana-athena-datasource' } })] })],
      }),
    },
    {
      name: 'the built-in annotation',
      json: dashboardWith({ annotations: { list: [{ builtIn: 1, name: 'Annotations & Alerts' }] } }),
    },
    {
      name: 'a row without size, and one of size 0',
      json: dashboardWith({
        panels: [
          { ...rowWith(panelWith()), gridPos: undefined },
          { ...rowWith(), id: 8, gridPos: { h: 1, w: 0, x: 0, y: 9 } },
        ],
      }),
    },
    {
      name: 'a panel without a place, or with a part of one, or between two lines',
      json: dashboardWith({
        panels: [
          panelWith({ gridPos: undefined }),
          panelWith({ id: 2, gridPos: { h: 7, w: 18, y: 0 } }),
          panelWith({ id: 3, gridPos: { h: 7, w: 8, x: 0, y: 22.2 } }),
        ],
      }),
    },
    {
      name: 'a library panel',
      json: dashboardWith({
        panels: [
          { id: 1, title: 'Shared', gridPos: { x: 0, y: 0, w: 12, h: 8 }, libraryPanel: { uid: 'l', name: 'Shared' } },
        ],
      }),
    },
    {
      name: 'a library panel that carries an old copy',
      json: dashboardWith({ panels: [panelWith({ targets: [], libraryPanel: { uid: 'l', name: 'Shared' } })] }),
    },
    {
      name: 'what is left of queries in a text panel',
      json: dashboardWith({
        panels: [panelWith({ type: 'text', datasource: null, targets: [{ rawSQL: foreignSql }, {}] })],
      }),
    },
    {
      name: 'a panel of another plugin without a query',
      json: dashboardWith({
        panels: [panelWith({ type: 'acme-clock-panel', targets: [], options: { tooltip: { mode: 'details' } } })],
      }),
    },
    {
      name: 'panels and queries without id and refId, which Grafana numbers',
      json: dashboardWith({
        panels: [
          panelWith({ id: undefined, targets: [targetWith({ refId: undefined }), targetWith({ refId: undefined })] }),
        ],
      }),
    },
    {
      name: 'a hidden query with the refId of another',
      json: dashboardWith({ panels: [panelWith({ targets: [targetWith(), targetWith({ hide: true })] })] }),
    },
    {
      name: 'equal refIds of two data sources',
      json: dashboardWith({
        panels: [panelWith({ targets: [targetWith(), foreignTarget] })],
        templating: { list: [athenaVariable, mysqlVariable, { name: 'ticker', type: 'textbox' }] },
      }),
    },
    ...[
      'lengthcm',
      'kWh',
      'mi',
      'req/s',
      '%',
      'MS',
      'suffix: bars',
      'time:YYYY',
      'currency:financial:€:suffix',
      'farenheit',
      'con\u03BCgm3',
      null,
    ].map((unit) => ({
      name: `the unit ${unit}`,
      json: dashboardWith({ panels: [panelWith({ fieldConfig: { defaults: { unit }, overrides: [] } })] }),
    })),
    { name: 'the time zone of generated dashboards', json: dashboardWith({ timezone: 'default' }) },
    { name: 'a time zone that is filled in later', json: dashboardWith({ timezone: '${zone}' }) },
    {
      name: 'empty values of lists',
      json: dashboardWith({
        panels: [panelWith({ fieldConfig: { defaults: { custom: { showPoints: '' } }, overrides: [] } })],
      }),
    },
  ])('$name', ({ json }) => {
    expect(found(json)).toEqual([]);
  });
});

describe("Athena's SQL has no finding for", () => {
  test.each([
    { name: 'a variable with :singlequote', sql: soundSql.replace(':sqlstring', ':singlequote') },
    {
      name: 'a variable in a subquery of IN',
      sql: soundSql.replace('${ticker:sqlstring}', 'select ticker from universe where name = $universe'),
    },
    {
      name: 'a macro in IN',
      sql: soundSql.replace('ticker in (${ticker:sqlstring})', 'bar_count in ($__interval_ms, ${__from})'),
    },
    {
      name: 'the order by the column that the time is made of',
      sql: soundSql.replace('order by time', 'order by h.bar_start').replace('bar_start as', 'h.bar_start as'),
    },
    {
      name: 'one row',
      sql: "select with_timezone(cast(max(bar_start) as timestamp(3)), 'UTC') as time, count(*) as hours from hourly_volatility",
    },
    {
      name: 'a double times a literal with a point',
      sql: soundSql.replace('cast(hourly_var as double)', 'avg(hourly_var) * 1.5'),
    },
    {
      name: 'all columns of a subquery',
      sql: `select * from (${soundSql.replace('order by time', '')}) order by time`,
    },
    {
      name: 'a zoned time by its function',
      sql: soundSql.replace(
        "with_timezone(cast(bar_start as timestamp(3)), 'UTC')",
        'from_iso8601_timestamp(bar_start)',
      ),
    },
    {
      name: 'a number that is called time',
      sql: 'select to_unixtime(max(t)) as time, ticker from bars group by ticker',
    },
    { name: 'no time at all', sql: 'select count(*) as hours from hourly_volatility' },
  ])('$name', ({ sql }) => {
    expect(found(sqlCase(sql))).toEqual([]);
  });

  test('an unsorted table, or stat, without series', () => {
    const sql = soundSql.replace(' order by time', '').replace(' ticker,', '');
    expect(
      found(dashboardWith({ panels: [panelWith({ type: 'stat', targets: [targetWith({ rawSQL: sql })] })] })),
    ).toEqual([]);
  });

  test.each([
    { name: 'one value in quotes', variable: {}, list: "'$one'" },
    { name: 'one number, bare', variable: { current: { value: '5' } }, list: '$one' },
    { name: 'chosen numbers as csv', variable: { type: 'custom', query: '1, 5,15', multi: true }, list: '${one:csv}' },
    { name: '"All" with a custom value', variable: { includeAll: true, allValue: '%' }, list: "'$one'" },
  ])('a variable of $name', ({ variable, list }) => {
    const json = sqlCase(soundSql.replace('${ticker:sqlstring}', list));
    expect(
      found({
        ...json,
        templating: {
          list: [athenaVariable, { type: 'query', name: 'one', datasource: { uid: '$datasource' }, ...variable }],
        },
      }),
    ).toEqual([]);
  });
});

describe('it still finds', () => {
  const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown;
  test.each([
    {
      name: 'Athena SQL and another dialect',
      json: dashboardWith({
        panels: [
          panelWith({
            targets: [{ ...foreignTarget, refId: 'B' }, targetWith({ rawSQL: 'select * from bars', format: 1 })],
          }),
        ],
        templating: { list: [athenaVariable, mysqlVariable] },
      }),
      says: ['no-select-star panels[0].targets[1].rawSQL'],
    },
    {
      name: "Athena's SQL of an input",
      json: dashboardWith({
        __inputs: [{ name: 'DS_A', pluginId: 'grafana-athena-datasource' }],
        templating: { list: [] },
        panels: [
          panelWith({ targets: [targetWith({ datasource: '${DS_A}', rawSQL: 'select b.* from bars b', format: 1 })] }),
        ],
      }),
      says: ['no-select-star panels[0].targets[0].rawSQL'],
    },
    {
      name: 'faults in the rows of schema 14',
      json: {
        schemaVersion: 14,
        title: 'Old',
        rows: [
          { panels: [{ id: 1, type: 'graph', title: 'p', span: 6, datasource: '$datasource', targets: [] }] },
          { panels: [{ id: 1, type: 'text', title: 't' }] },
        ],
      },
      says: ['has-target rows[0].panels[0].targets', 'unique-panel-ids rows[1].panels[0].id'],
    },
    {
      name: 'faults in the library panels of an export',
      json: dashboardWith({
        __elements: {
          l: { uid: 'l', kind: 1, model: panelWith({ id: undefined, targets: [targetWith({ format: 7 })] }) },
        },
      }),
      says: ['enum-values __elements.l.model.targets[0].format'],
    },
    {
      name: 'an undeclared data source among declared ones',
      json: dashboardWith({
        panels: [
          panelWith({
            datasource: 'Main',
            targets: [targetWith({ datasource: null }), targetWith({ refId: 'B', datasource: '$other' })],
          }),
        ],
      }),
      says: ['declared-data-source panels[0].datasource', 'declared-data-source panels[0].targets[1].datasource'],
    },
    {
      name: 'a misspelt unit, and one that is not text',
      json: dashboardWith({
        panels: [
          panelWith({
            fieldConfig: {
              defaults: { unit: 'currency_usd' },
              overrides: [{ properties: [{ id: 'unit', value: 5 }] }],
            },
          }),
        ],
      }),
      says: [
        'valid-unit panels[0].fieldConfig.defaults.unit',
        'valid-unit panels[0].fieldConfig.overrides[0].properties[0].value',
      ],
    },
    {
      name: 'a panel of no width',
      json: dashboardWith({ panels: [panelWith({ gridPos: { x: 0, y: 0, w: 0, h: 8 } })] }),
      says: ['grid-width panels[0].gridPos'],
    },
    {
      name: 'a list that is quoted twice',
      json: sqlCase(soundSql.replace('${ticker:sqlstring}', "'${ticker:sqlstring}'")),
      says: ['quoted-variables panels[0].targets[0].rawSQL'],
    },
    {
      name: 'text without quotes',
      json: {
        ...sqlCase(soundSql.replace('${ticker:sqlstring}', '${t:csv}')),
        templating: { list: [athenaVariable, { type: 'custom', name: 't', query: 'AAPL,MSFT', multi: true }] },
      },
      says: ['quoted-variables panels[0].targets[0].rawSQL'],
    },
    {
      name: 'a valid and an invalid document',
      json: [dashboardWith({ timezone: 'Mars/Base' }), 5, { hello: 'world' }],
      says: ['time-zone [0].timezone', 'readable [1]', 'readable [2]'],
    },
    { name: 'lists without end', json: deep, says: ['readable '] },
    {
      name: 'more macros than are expanded',
      json: sqlCase(`${soundSql} -- ${'$__timeFilter('.repeat(4_000)}`),
      says: ['macro-limits panels[0].targets[0].rawSQL'],
    },
  ])('$name', ({ json, says }) => {
    expect(found(json)).toEqual(says);
  });
});

describe('alert rules and data sources', () => {
  test.each([
    {
      name: 'a rule of the ruler',
      json: {
        'My folder': [
          {
            name: 'g',
            rules: [
              {
                expr: '',
                for: '5m',
                annotations: { summary: 's', runbook_url: 'r' },
                grafana_alert: {
                  title: 't',
                  condition: 'A',
                  no_data_state: 'OK',
                  exec_err_state: 'OK',
                  data: [{ refId: 'A', datasourceUid: 'x', model: {} }],
                },
              },
            ],
          },
        ],
      },
      says: [],
    },
    {
      name: 'a recording rule',
      json: {
        groups: [
          {
            rules: [
              {
                title: 't',
                record: { metric: 'm', from: 'A' },
                data: [{ refId: 'A', datasourceUid: 'x', model: { datasource: { type: 'prometheus' } } }],
              },
            ],
          },
        ],
      },
      says: [],
    },
    {
      name: "a rule on another data source's SQL",
      json: alertWith({
        data: [
          { refId: 'A', datasourceUid: 'x', model: { datasource: { type: 'mysql', uid: 'x' }, rawSql: foreignSql } },
        ],
      }),
      says: [],
    },
    {
      name: 'rules of Prometheus',
      json: { groups: [{ name: 'g', rules: [{ alert: 'Down', expr: 'up == 0' }] }] },
      says: ['readable groups[0].rules[0]'],
    },
    {
      name: 'data sources of other plugins',
      json: {
        apiVersion: 1,
        datasources: [
          { name: 'Prometheus', type: 'prometheus', url: 'http://127.0.0.1:9090' },
          { name: 'Graphite', type: 'graphite', jsonData: { graphiteVersion: '1.1' } },
        ],
      },
      says: [],
    },
    {
      name: 'an Athena data source without settings',
      json: { apiVersion: 1, datasources: [{ name: 'Athena', type: 'grafana-athena-datasource' }] },
      says: ['default-region datasources[0].jsonData.defaultRegion'],
    },
    {
      name: 'what else provisioning has',
      json: { apiVersion: 1, contactPoints: [{ name: 'c', receivers: [] }] },
      says: [],
    },
    {
      name: 'a resource of another kind',
      json: { apiVersion: 'v1', kind: 'ConfigMap', spec: { panels: [] } },
      says: ['readable '],
    },
  ])('$name: $says', ({ json, says }) => {
    expect(found(json)).toEqual(says);
  });
});
