import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDqdl } from '@tickerlake/data-quality';
import { correctionsTable, coverageTable, qualityHistoryTable, runsTable, type Table } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openDuckDb } from '../../engines/duckdb/duckdb-session.ts';
import { findRuns, openRunHistory } from '../local/open-run-history.ts';
import { runLocally } from '../../run/local/run-locally.ts';
import { storePaths } from '../../storage/files/store-paths.ts';
import { createSyntheticSource, type SyntheticCorrection } from '../../testing/synthetic-source.ts';
import { openTrinoLake } from '../../run/trino/open-trino-lake.ts';
import { planRun } from '../../request/plan-run.ts';
import { createRigLake } from '../../run/lake/testing/rig-lake.ts';

/** A table's cells as texts, the same on both engines; instants in milliseconds. */
function textsOf(table: Table, name: (column: string) => string): string {
  return table.columns
    .map(({ name: column, type }) => {
      if (type === 'timestamp') return `cast(${name(column)} as varchar) as ${column}`;
      return `cast("${column}" as varchar) as ${column}`;
    })
    .join(', ');
}

/** Rows to compare; the engines write a double's text in their own way each. */
function toTexts(table: Table, rows: readonly (readonly unknown[])[]): string[] {
  return rows
    .map((row) =>
      JSON.stringify(
        row.map((cell, index) => (table.columns[index]?.type === 'double' && cell !== null ? Number(cell) : cell)),
      ),
    )
    .sort();
}

test(
  "what runs on a lake did, those that failed included, is read there as this machine's journal tells it",
  { timeout: 240_000 },
  async () => {
    const root = await mkdtemp(join(tmpdir(), 'tickerlake-history-'));
    onTestFinished(() => rm(root, { recursive: true, force: true }));
    const open = (place: Parameters<typeof openTrinoLake>[1]) =>
      openTrinoLake(
        { url: inject('engines').trinoUrl, user: 'test', catalog: 'awsdatacatalog', icebergCatalog: 'iceberg', fetch },
        place,
      );
    const lake = createRigLake(inject('engines'), open);
    onTestFinished(() => lake.close());
    const { history } = open(lake.place);
    const paths = storePaths(root);
    const run = (corrections: readonly SyntheticCorrection[], rule = 'IsComplete "hourly_var"') =>
      runLocally({
        paths,
        calendars: lake.calendars,
        clock: lake.clock,
        source: createSyntheticSource({ ...lake, tickers: ['AAPL'], corrections }),
        plan: planRun(
          { tickers: ['AAPL'], from: '2026-05-04', to: '2026-05-04', barMs: 1_800_000, source: 'simulated' },
          lake.calendars,
          null,
        ),
        rules: [{ dataset: 'hourly_volatility', ruleset: parseDqdl(`Rules = [ ${rule} ]`) }],
        freshAt: new Date('2026-05-04T20:00:00Z'),
        keepReleases: 2,
        command: 'test',
        ...open(lake.place),
        history,
        signal: new AbortController().signal,
      });

    await run([]);
    await expect(run([], 'ColumnValues "hourly_var" < 0')).rejects.toThrow();
    await run([{ ticker: 'AAPL', t: Date.parse('2026-05-04T14:00:00Z'), h: 999 }]);

    const session = await openDuckDb<unknown>({ tempDirectory: join(root, 'duckdb') });
    onTestFinished(() => session.close());
    await openRunHistory(session.db, await findRuns(paths));
    // A lake numbers no runs, and only it knows what they cost.
    const own = ['sequence', 'dollars'];
    for (const whole of [runsTable, correctionsTable, qualityHistoryTable]) {
      const table: Table = { ...whole, columns: whole.columns.filter(({ name }) => !own.includes(name)) };
      const here = await sql
        .raw<Record<string, unknown>>(
          `select ${textsOf(table, (column) => `epoch_ms("${column}")`)} from ${table.name}`,
        )
        .execute(session.db);
      const there = await lake.trino(
        `select ${textsOf(table, (column) => `date_diff('millisecond', timestamp '1970-01-01 00:00:00', "${column}")`)} from ${table.name}`,
      );
      expect(toTexts(table, there)).toEqual(
        toTexts(
          table,
          here.rows.map((row) => Object.values(row)),
        ),
      );
      expect(there.length).toBe(whole === correctionsTable ? 1 : 3);
    }
    expect(await lake.trino('select distinct sequence, dollars from runs')).toEqual([[null, null]]);
    expect(await lake.trino('select outcome, failed_stage from runs order by run_id')).toEqual([
      ['published', null],
      ['checks-failed', 'check'],
      ['published', null],
    ]);
    expect(
      await lake.trino('select status, json_array_length(failing_rows) from quality_history order by run_id'),
    ).toEqual([
      ['pass', null],
      ['fail', '5'],
      ['pass', null],
    ]);
    expect(
      await lake.trino(
        `select ${coverageTable.key.join(', ')}, expected_hours, hours, coverage, is_latest from coverage`,
      ),
    ).toEqual([['AAPL', '2026-05-04', '7', '7', '1.0', true]]);
  },
);
