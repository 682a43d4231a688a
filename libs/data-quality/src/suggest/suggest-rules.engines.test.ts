import { openDuckDb, openTrino } from '@tickerlake/athena-sql/testing';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parseDqdl } from '../dqdl/parse-dqdl.ts';
import type { DatasetColumn } from '../plan/plan-context.ts';
import { checkRules } from '../run/check-rules.ts';
import { printProposals } from './print-proposals.ts';
import { profileTable } from './profile-table.ts';
import { suggestRules } from './suggest-rules.ts';

const { trinoUrl, bucket } = inject('engines');
const { db: trino } = openTrino<unknown>(trinoUrl);
const now = new Date('2026-05-29T21:00:00Z');
const columns: readonly DatasetColumn[] = [
  { name: 'ticker', type: 'string' },
  { name: 'bar_start', type: 'timestamp' },
  { name: 'trading_date', type: 'date' },
  { name: 'close', type: 'double' },
  { name: 'volume', type: 'int64' },
  { name: 'note', type: 'string' },
  { name: 'is_complete', type: 'boolean' },
];
const dataset = 'suggestions.hours';

/** Ten hours of three tickers, in SQL that both engines understand. */
const rows = ['AAPL', 'MSFT', 'TSLA'].flatMap((ticker, nth) =>
  Array.from({ length: 10 }, (_, hour) => {
    const day = `2026-05-${28 + Math.floor(hour / 5)}`;
    const note = hour % 2 === 0 ? 'cast(null as varchar)' : `'late ${hour}'`;
    return `('${ticker}', timestamp '${day} ${13 + (hour % 5)}:30:00.000', date '${day}', ${100 * (nth + 1)}.${hour}e0, cast(${1_000 * (hour + 1)} as bigint), ${note}, ${hour !== 3})`;
  }),
);
const content = `select * from (values ${rows.join(', ')}) as t(${columns.map(({ name }) => name).join(', ')})`;

let duckDb: Kysely<unknown>;
beforeAll(async () => {
  duckDb = (await openDuckDb()).db;
  await sql`create schema suggestions`.execute(duckDb);
  await sql`create schema if not exists suggestions with (location = ${sql.lit(`s3://${bucket}/suggestions/`)})`.execute(
    trino,
  );
  await sql`drop table if exists ${sql.table(dataset)}`.execute(trino);
  for (const db of [duckDb, trino]) await sql`create table ${sql.table(dataset)} as ${sql.raw(content)}`.execute(db);
});
afterAll(async () => {
  await sql`drop table if exists ${sql.table(dataset)}`.execute(trino);
  await sql`drop schema if exists suggestions`.execute(trino);
});

describe('rules proposed on Trino', () => {
  it('come from the same profile as on DuckDB, are the same, and pass', async () => {
    const [here, there] = await Promise.all([duckDb, trino].map((db) => profileTable({ db, dataset, columns })));
    if (here === undefined || there === undefined) throw new Error('A profile is missing.');
    const dqdl = printProposals(suggestRules(there, { now }));
    const { rules } = await checkRules({ db: trino, dataset, columns, ruleset: parseDqdl(dqdl), now });

    expect(there.key).toEqual(['ticker', 'bar_start']);
    expect({ ...there, statements: there.statements.length }).toEqual({ ...here, statements: here.statements.length });
    expect(dqdl).toBe(printProposals(suggestRules(here, { now })));
    expect(rules.length).toBeGreaterThan(columns.length);
    expect(rules.filter(({ status }) => status !== 'pass')).toEqual([]);
  });
});
