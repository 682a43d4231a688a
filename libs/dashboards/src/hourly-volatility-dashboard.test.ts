import { DuckDBInstance } from '@duckdb/node-api';
import { DuckDbDialect } from '@tickerlake/athena-sql';
import { Kysely, sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { duckDbShims } from './duckdb-shims.ts';
import { hourlyVolatilityDashboard } from './hourly-volatility-dashboard.ts';
import { expandMacros } from './macros/expand-macros.ts';
import { interpolateVariables } from './macros/interpolate-variables.ts';

const dashboard = hourlyVolatilityDashboard();
const range = { fromMs: Date.UTC(2026, 4, 1), toMs: Date.UTC(2026, 4, 3), intervalMs: 3_600_000 };

describe('the dashboard', () => {
  test('is the JSON that was reviewed', async () => {
    await expect(`${JSON.stringify(dashboard, null, 2)}\n`).toMatchFileSnapshot('../../../docs/dashboards/hourly-volatility.json');
  });

  test('has panels with unique ids, inside the grid, that do not overlap', () => {
    expect(new Set(dashboard.panels.map((panel) => panel.id)).size).toBe(dashboard.panels.length);
    for (const { gridPos: a, id } of dashboard.panels) {
      expect(a.x + a.w).toBeLessThanOrEqual(24);
      for (const { gridPos: b, id: other } of dashboard.panels) {
        if (id === other) continue;
        expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y, `${id} and ${other}`).toBe(true);
      }
    }
  });

  test.each(dashboard.panels)('panel $id has what Grafana needs', (panel) => {
    expect(panel.description).not.toBe('');
    for (const target of panel.targets) {
      expect(target.connectionArgs.region).toBe('__default');
      expect(target.rawSQL).not.toMatch(/\$__timeFilter|\$\{?ticker\}?(?!:)|select \*/);
      if (target.format === 0) expect(target.rawSQL).toMatch(/order by "time"/);
    }
  });
});

describe('every panel’s SQL runs on DuckDB', () => {
  let db: Kysely<unknown>;
  beforeAll(async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    db = new Kysely({ dialect: new DuckDbDialect({ connection }) });
    for (const shim of duckDbShims) await sql.raw(shim).execute(db);
    await sql.raw(`create table hourly_volatility as select * from (values
      ('AAPL', DATE '2026-05-01', 'regular', TIMESTAMP_MS '2026-05-01 13:30:00', 3.0, 1.5, 60, true, 'session'),
      ('AAPL', DATE '2026-05-01', 'regular', TIMESTAMP_MS '2026-05-01 14:30:00', 2.0, 1.0, 60, true, 'session'),
      ('MSFT', DATE '2026-05-01', 'regular', TIMESTAMP_MS '2026-05-01 13:30:00', 4.0, 0.5, 59, false, 'session'),
      ('MSFT', DATE '2026-05-01', 'pre', TIMESTAMP_MS '2026-05-01 12:00:00', 9.0, 9.0, 60, true, 'session'),
      ('TSLA', DATE '2026-05-01', 'regular', TIMESTAMP_MS '2026-05-01 13:30:00', 5.0, 2.5, 60, true, 'session'),
      ('AAPL', DATE '2026-04-01', 'regular', TIMESTAMP_MS '2026-04-01 13:30:00', 7.0, 7.0, 60, true, 'session')
    ) as t(ticker, trading_date, session, bar_start, hourly_var, range_pct, bar_count, is_complete, grid)`).execute(db);
    await sql.raw("create table quality_results as select * from (values ('pass'), ('warn')) as t(status)").execute(db);
  });

  const run = async (id: number) => {
    const target = dashboard.panels.find((panel) => panel.id === id)?.targets[0];
    const text = expandMacros(interpolateVariables(target?.rawSQL ?? '', { ticker: ['AAPL', 'MSFT'] }), range);
    return (await sql.raw<Record<string, unknown>>(text).execute(db)).rows;
  };

  test.each([
    { id: 1, rows: [
      { time: new Date('2026-05-01T13:30:00Z'), ticker: 'AAPL', hourly_var: 3 },
      { time: new Date('2026-05-01T13:30:00Z'), ticker: 'MSFT', hourly_var: 4 },
      { time: new Date('2026-05-01T14:30:00Z'), ticker: 'AAPL', hourly_var: 2 },
    ] },
    { id: 2, rows: [
      { time: new Date('2026-05-01T13:30:00Z'), ticker: 'AAPL', range_pct: 1.5 },
      { time: new Date('2026-05-01T13:30:00Z'), ticker: 'MSFT', range_pct: 0.5 },
      { time: new Date('2026-05-01T14:30:00Z'), ticker: 'AAPL', range_pct: 1 },
    ] },
    { id: 3, rows: [
      { ticker: 'AAPL', hour: new Date('2026-05-01T14:30:00Z'), hourly_var: 2, range_pct: 1, bar_count: 60, is_complete: true },
      { ticker: 'MSFT', hour: new Date('2026-05-01T13:30:00Z'), hourly_var: 4, range_pct: 0.5, bar_count: 59, is_complete: false },
    ] },
    { id: 4, rows: [{ age_minutes: 33.5 * 60 }] },
    { id: 5, rows: [{ rules: 1 }] },
    { id: 6, rows: [{ range_pct: 1 }] },
  ])('panel $id', async ({ id, rows }) => {
    expect(await run(id)).toEqual(rows);
  });

  test('and so does the variable’s', async () => {
    const variable = dashboard.templating.list.find((one) => one.name === 'ticker');
    const text = variable?.type === 'query' ? variable.query.rawSQL : '';
    expect((await sql.raw(text).execute(db)).rows).toEqual([{ ticker: 'AAPL' }, { ticker: 'MSFT' }, { ticker: 'TSLA' }]);
  });
});
