import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import { expect, test } from 'vitest';
import { toReadStatement } from '../../engines/lake/read-statement.ts';
import { publishedTables } from '../../ports/table-registry.ts';
import type { LakeRelease } from '../../storage/releases/lake-release-store.ts';
import { RequestError } from '../../values/errors.ts';
import { asOfRelease, releaseRelations } from './as-of-release.ts';

const release = {
  id: 3,
  tickers: ['AAPL'],
  from: '2026-05-28',
  to: '2026-05-28',
  tables: Object.fromEntries(publishedTables.map(({ table }, at) => [table.name, { snapshotId: String(71 + at) }])),
} as unknown as LakeRelease;

const lake = { sql: { db: athenaQueryBuilder<unknown>() }, database: 'mkt' } as unknown as Parameters<
  typeof releaseRelations
>[0];
const sent = (text: string): string => asOfRelease(releaseRelations(lake, release), 'mkt', toReadStatement(text));
const bars = `"bars" as (select * from "mkt"."bars" for version as of ${release.tables['bars']?.snapshotId})`;

test.each([
  { name: 'a table', text: 'select * from bars', wanted: `with ${bars} select * from bars` },
  { name: 'a table in capitals', text: 'SELECT * FROM BARS', wanted: `with ${bars} SELECT * FROM BARS` },
  { name: 'a table in quotes', text: 'select * from "Bars"', wanted: `with ${bars} select * from "Bars"` },
  {
    name: 'relations of its own',
    text: 'with recursive a as (select * from bars) select * from a',
    wanted: `with recursive ${bars}, a as (select * from bars) select * from a`,
  },
  {
    name: 'relations of its own in parentheses',
    text: '(with a as (select * from bars) select * from a)',
    wanted: `with ${bars} (with a as (select * from bars) select * from a)`,
  },
  { name: 'a table that has no releases', text: 'select * from mkt.runs', wanted: 'select * from mkt.runs' },
  { name: 'a table with its database', text: 'select * from mkt.bars', wanted: `with ${bars} select * from bars` },
  {
    name: 'a table with its database in quotes, and its columns',
    text: 'select "MKT" . "Bars".close, mkt.bars.open from "MKT" . "Bars"',
    wanted: `with ${bars} select "Bars".close, bars.open from "Bars"`,
  },
  {
    name: 'texts, comments and other quoted names as they are',
    text: `select 'mkt.bars' as "mkt.bars" from mkt.runs /* mkt.bars */ limit 1`,
    wanted: `with ${bars} select 'mkt.bars' as "mkt.bars" from mkt.runs /* mkt.bars */ limit 1`,
  },
  {
    name: 'the metadata of a table',
    text: 'select * from mkt."bars$files"',
    wanted: `with ${bars} select * from mkt."bars$files"`,
  },
  { name: 'SHOW', text: 'show tables in mkt', wanted: 'show tables in mkt' },
  { name: 'DESCRIBE', text: 'describe mkt.bars', wanted: 'describe mkt.bars' },
  { name: 'a name that only ends so', text: 'select * from xmkt.bars_of', wanted: 'select * from xmkt.bars_of' },
])('reads $name', ({ text, wanted }) => {
  expect(sent(text)).toBe(wanted);
});

test.each([
  'select * from awsdatacatalog.mkt.coverage',
  'select * from "awsdatacatalog"."mkt"."Bars"',
  'with bars as (select * from mkt.bars) select * from bars',
  'with a as (select 1), "Coverage" (x) as (select 1) select * from a',
])('refuses %s, which may not be of the release', (text) => {
  expect(() => sent(text)).toThrow(RequestError);
});
