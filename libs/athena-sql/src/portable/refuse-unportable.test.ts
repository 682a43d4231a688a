import { type Compilable, Kysely, type OperationNodeSource, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { athenaQueryBuilder } from '../athena/athena-query-builder.ts';
import { SqlCompileError } from '../sql/errors.ts';
import { qualifiedName } from '../sql/identifier.ts';
import { openDuckDb } from '../testing/open-duckdb.ts';
import { TrinoDialect } from '../trino/trino-dialect.ts';
import { refusals } from './refusals.ts';

interface Tables {
  bars: { ticker: string; close: number; payload: { a: string } };
  prod: { ticker: string; close: number };
}

type Build = (db: Kysely<Tables>) => Compilable & OperationNodeSource;

const trino = new Kysely<Tables>({
  dialect: new TrinoDialect({
    client: {
      pages: () => {
        throw new Error('nothing is sent');
      },
    },
  }),
});
const engines = { duckdb: (await openDuckDb<Tables>()).db, trino, athena: athenaQueryBuilder<Tables>() };

const refused: readonly { readonly name: string; readonly build: Build; readonly says: RegExp }[] = [
  { name: 'distinct on', build: (db) => db.selectFrom('bars').distinctOn('ticker').selectAll(), says: /row_number/ },
  { name: 'top', build: (db) => db.selectFrom('bars').top(3).selectAll(), says: /use limit/ },
  { name: 'fetch', build: (db) => db.selectFrom('bars').fetch(3).selectAll(), says: /use limit/ },
  { name: 'for update', build: (db) => db.selectFrom('bars').forUpdate().selectAll(), says: /locked/ },
  { name: 'skip locked', build: (db) => db.selectFrom('bars').skipLocked().selectAll(), says: /locked/ },
  {
    name: 'a refusal deep inside',
    build: (db) =>
      db
        .with('b', (cte) =>
          cte
            .selectFrom('bars')
            .select((eb) => eb.exists(eb.selectFrom('bars').distinctOn('ticker').selectAll()).as('e')),
        )
        .selectFrom('b')
        .selectAll(),
    says: /row_number/,
  },
  {
    name: 'a refusal inside raw sql',
    build: (db) =>
      db.selectFrom('bars').select(sql`1 + (${db.selectFrom('bars').distinctOn('ticker').select('close')})`.as('v')),
    says: /row_number/,
  },
  {
    name: 'outer apply',
    build: (db) => db.selectFrom('bars').outerApply(db.selectFrom('prod').selectAll().as('p')).selectAll(),
    says: /lateral/,
  },
  {
    name: 'materialized',
    build: (db) =>
      db
        .with(
          (name) => name('b').materialized(),
          (cte) => cte.selectFrom('bars').selectAll(),
        )
        .selectFrom('b')
        .selectAll(),
    says: /leave it to the engine/,
  },
  {
    name: 'not materialized',
    build: (db) =>
      db
        .with(
          (name) => name('b').notMaterialized(),
          (cte) => cte.selectFrom('bars').selectAll(),
        )
        .selectFrom('b')
        .selectAll(),
    says: /leave it to the engine/,
  },
  {
    name: 'JSON ->',
    build: (db) => db.selectFrom('bars').select((eb) => eb.ref('payload', '->').key('a').as('v')),
    says: /jsonText/,
  },
  {
    name: 'JSON path',
    build: (db) => db.selectFrom('bars').select((eb) => eb.ref('payload', '->$').key('a').as('v')),
    says: /jsonText/,
  },
  {
    name: 'with recursive',
    build: (db) =>
      db
        .withRecursive('b', (cte) => cte.selectFrom('bars').selectAll())
        .selectFrom('b')
        .selectAll(),
    says: /10 steps/,
  },
  {
    name: 'a computed limit',
    build: (db) =>
      db
        .selectFrom('bars')
        .selectAll()
        .limit((eb) => eb.selectFrom('prod').select((inner) => inner.fn.countAll<number>().as('n'))),
    says: /rowNumber/,
  },
  {
    name: 'ilike',
    build: (db) => db.selectFrom('bars').selectAll().where('ticker', 'ilike', 'a%'),
    says: /lower\(x\)/,
  },
  {
    name: 'within group',
    build: (db) =>
      db.selectFrom('bars').select((eb) => eb.fn.agg('max', ['close']).withinGroupOrderBy('close').as('v')),
    says: /quantile/,
  },
  {
    name: 'returning',
    build: (db) => db.insertInto('prod').values({ ticker: 'A', close: 1 }).returningAll(),
    says: /rows back/,
  },
  { name: 'returning of a delete', build: (db) => db.deleteFrom('prod').returningAll(), says: /rows back/ },
  {
    name: 'output',
    build: (db) => db.insertInto('prod').values({ ticker: 'A', close: 1 }).output('inserted.close'),
    says: /rows back/,
  },
  {
    name: 'insert ignore',
    build: (db) => db.insertInto('prod').values({ ticker: 'A', close: 1 }).ignore(),
    says: /mergeInto/,
  },
  {
    name: 'filter',
    build: (db) => db.selectFrom('bars').select((eb) => eb.fn.countAll().filterWhere('close', '>', 1).as('v')),
    says: /countIf/,
  },
  {
    name: 'update with a join',
    build: (db) =>
      db.updateTable('prod').from('bars').innerJoin('bars as b', 'b.ticker', 'prod.ticker').set({ close: 1 }),
    says: /mergeInto/,
  },
  {
    name: 'on conflict',
    build: (db) =>
      db
        .insertInto('prod')
        .values({ ticker: 'A', close: 1 })
        .onConflict((conflict) => conflict.doNothing()),
    says: /mergeInto/,
  },
  {
    name: 'on duplicate key',
    build: (db) => db.insertInto('prod').values({ ticker: 'A', close: 1 }).onDuplicateKeyUpdate({ close: 1 }),
    says: /mergeInto/,
  },
  { name: 'replace into', build: (db) => db.replaceInto('prod').values({ ticker: 'A', close: 1 }), says: /mergeInto/ },
  {
    name: 'insert or ignore',
    build: (db) => db.insertInto('prod').values({ ticker: 'A', close: 1 }).orIgnore(),
    says: /mergeInto/,
  },
  { name: 'default values', build: (db) => db.insertInto('prod').defaultValues(), says: /no defaults/ },
  {
    name: 'a value left to its default',
    build: (db) => db.insertInto('prod').values([{ ticker: 'A', close: 1 }, { ticker: 'B' } as Tables['prod']]),
    says: /no defaults/,
  },
  { name: 'update from', build: (db) => db.updateTable('prod').from('bars').set({ close: 1 }), says: /mergeInto/ },
  { name: 'update with limit', build: (db) => db.updateTable('prod').set({ close: 1 }).limit(1), says: /WHERE/ },
  {
    name: 'update with order by',
    build: (db) => db.updateTable('prod').set({ close: 1 }).orderBy('close'),
    says: /WHERE/,
  },
  { name: 'delete using', build: (db) => db.deleteFrom('prod').using('bars'), says: /mergeInto/ },
  {
    name: 'delete with a join',
    build: (db) => db.deleteFrom('prod').innerJoin('bars', 'bars.ticker', 'prod.ticker'),
    says: /mergeInto/,
  },
  { name: 'delete with limit', build: (db) => db.deleteFrom('prod').limit(1), says: /WHERE/ },
  { name: 'delete with order by', build: (db) => db.deleteFrom('prod').orderBy('close'), says: /WHERE/ },
  {
    name: 'when not matched by source',
    build: (db) =>
      db.mergeInto('prod').using('bars', 'bars.ticker', 'prod.ticker').whenNotMatchedBySource().thenDelete(),
    says: /rows that are gone/,
  },
  {
    name: 'a view with a dot in its name',
    build: (db) => db.schema.createView('mkt.v').as(db.selectFrom('bars').selectAll()),
    says: /createView\(\{ database, name \}/,
  },
  { name: 'dropping a view with a dot in its name', build: (db) => db.schema.dropView('mkt.v'), says: /withSchema/ },
  { name: 'a schema with a dot in its name', build: (db) => db.schema.createSchema('a.b'), says: /has a dot/ },
  {
    name: 'a materialized view',
    build: (db) => db.schema.createView('v').materialized().as(db.selectFrom('bars').selectAll()),
    says: /write a table/,
  },
  { name: 'refreshing one', build: (db) => db.schema.refreshMaterializedView('v'), says: /write a table/ },
  {
    name: 'a temporary view',
    build: (db) => db.schema.createView('v').temporary().as(db.selectFrom('bars').selectAll()),
    says: /use with/,
  },
  {
    name: 'create view if not exists',
    build: (db) => db.schema.createView('v').ifNotExists().as(db.selectFrom('bars').selectAll()),
    says: /orReplace/,
  },
  {
    name: 'a temporary table',
    build: (db) => db.schema.createTable('t').temporary().addColumn('x', 'integer'),
    says: /a separate table/,
  },
  {
    name: 'on commit',
    build: (db) => db.schema.createTable('t').onCommit('drop').addColumn('x', 'integer'),
    says: /a separate table/,
  },
  {
    name: 'a constraint',
    build: (db) => db.schema.createTable('t').addColumn('x', 'integer').addUniqueConstraint('u', ['x']),
    says: /no keys/,
  },
  ...(
    [
      ['a primary key', (column) => column.primaryKey()],
      ['unique', (column) => column.unique()],
      ['a foreign key', (column) => column.references('u.x')],
      ['check', (column) => column.check(sql`x > 0`)],
      ['a default', (column) => column.defaultTo(1)],
      ['auto increment', (column) => column.autoIncrement()],
      ['identity', (column) => column.identity()],
      ['a generated column', (column) => column.generatedAlwaysAs(sql`1`)],
      ['unsigned', (column) => column.unsigned()],
    ] satisfies [string, NonNullable<Parameters<ReturnType<Kysely<Tables>['schema']['createTable']>['addColumn']>[2]>][]
  ).map(([name, define]) => ({
    name,
    build: (db: Kysely<Tables>) => db.schema.createTable('t').addColumn('x', 'integer', define),
    says: /is not the same on DuckDB, Trino and Athena/,
  })),
  {
    name: 'adding a constraint',
    build: (db) => db.schema.alterTable('t').addUniqueConstraint('u', ['x']),
    says: /no keys/,
  },
  { name: 'an index', build: (db) => db.schema.createIndex('i').on('bars').column('close'), says: /no indexes/ },
  { name: 'dropping an index', build: (db) => db.schema.dropIndex('i'), says: /no indexes/ },
  { name: 'adding an index', build: (db) => db.schema.alterTable('t').addIndex('i').column('x'), says: /no indexes/ },
  { name: 'a type', build: (db) => db.schema.createType('mood').asEnum(['calm']), says: /use text/ },
  { name: 'dropping a type', build: (db) => db.schema.dropType('mood'), says: /use text/ },
  {
    name: 'collate',
    build: (db) =>
      db
        .selectFrom('bars')
        .selectAll()
        .orderBy('ticker', (order) => order.collate('nocase')),
    says: /code point/,
  },
];

describe.each(Object.entries(engines))('on %s', (_, db) => {
  test.each(refused)('refuses $name', ({ build, says }) => {
    expect(() => build(db).compile()).toThrow(SqlCompileError);
    expect(() => build(db).compile()).toThrow(says);
  });

  test.each<{ name: string; build: Build; text: string }>([
    {
      name: 'distinct',
      build: (kysely) => kysely.selectFrom('bars').distinct().select('close'),
      text: 'select distinct "close" from "bars"',
    },
    {
      name: 'an empty list',
      build: (kysely) => kysely.selectFrom('bars').select('close').where('ticker', 'in', []),
      text: 'select "close" from "bars" where 1 = 0',
    },
    {
      name: 'not in an empty list',
      build: (kysely) => kysely.selectFrom('bars').select('close').where('ticker', 'not in', []),
      text: 'select "close" from "bars" where 1 = 1',
    },
    {
      name: 'cast to double precision',
      build: (kysely) => kysely.selectFrom('bars').select((eb) => eb.cast('close', 'double precision').as('c')),
      text: 'select cast("close" as double) as "c" from "bars"',
    },
    {
      name: 'three parts of a name',
      build: (kysely) =>
        kysely.selectFrom(qualifiedName<Tables['bars']>('lake', 'mkt', 'bars').as('b')).select('b.close'),
      text: 'select "b"."close" from "lake"."mkt"."bars" as "b"',
    },
    {
      name: 'a quote in a name',
      build: (kysely) => kysely.selectFrom('bars').select((eb) => eb.ref('close').as('the "close"')),
      text: 'select "close" as "the ""close""" from "bars"',
    },
    {
      name: 'merge',
      build: (kysely) =>
        kysely
          .mergeInto('prod')
          .using('bars', 'bars.ticker', 'prod.ticker')
          .whenMatchedAnd('bars.close', '<', 0)
          .thenDelete(),
      text: 'merge into "prod" using "bars" on "bars"."ticker" = "prod"."ticker" when matched and "bars"."close" < 0 then delete',
    },
    {
      name: 'values, never parameters',
      build: (kysely) => kysely.selectFrom('bars').select('close').where('ticker', '=', "a?b:c$1'"),
      text: `select "close" from "bars" where "ticker" = 'a?b:c$1'''`,
    },
  ])('writes $name', ({ build, text }) => {
    const compiled = build(db).compile();
    expect(compiled.sql).toBe(text);
    expect(compiled.parameters).toEqual([]);
  });
});

test.each([
  { engine: 'duckdb', text: 'select * from (select "close" from "bars" limit 10 offset 5) as "b"' },
  { engine: 'trino', text: 'select * from (select "close" from "bars" offset 5 limit 10) as "b"' },
  { engine: 'athena', text: 'select * from (select "close" from "bars" offset 5 limit 10) as "b"' },
] as const)('OFFSET and LIMIT stand where $engine wants them, in a subquery too', ({ engine, text }) => {
  const db = engines[engine];
  expect(
    db.selectFrom(db.selectFrom('bars').select('close').limit(10).offset(5).as('b')).selectAll().compile().sql,
  ).toBe(text);
});

test.each(['a b', 'Sym', 'cat.db'])('what is created has a portable name, not "%s"', (name) => {
  expect(() => qualifiedName('mkt', name)).toThrow(SqlCompileError);
});

test('every refusal of the table is refused above', () => {
  const kinds = new Set<string>();
  for (const { build } of refused) {
    JSON.stringify(build(trino).toOperationNode(), (_, value: unknown) => {
      if (typeof value === 'object' && value !== null && 'kind' in value)
        for (const key of ['', ...Object.keys(value)]) kinds.add(`${String(value.kind)}.${key}`);
      return typeof value === 'bigint' ? String(value) : value;
    });
  }
  const silent = refusals
    .filter(({ kind, member = '' }) => !kinds.has(`${kind}.${member}`))
    .map(({ kind, member }) => `${kind} ${member ?? ''}`);
  expect(silent).toEqual([]);
});
