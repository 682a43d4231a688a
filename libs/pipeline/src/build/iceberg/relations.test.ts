import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { knowingRelations, withRelations } from './relations.ts';

const relations = {
  landed_bars: 'select * from raw',
  new_bars: 'select * from landed_bars',
  published_bars: 'select * from bars',
};

describe('a query with relations', () => {
  test.each([
    { name: 'names none', query: 'select 1', text: 'select 1' },
    {
      name: 'names one',
      query: 'select * from published_bars',
      text: 'with "published_bars" as (select * from bars) select * from published_bars',
    },
    {
      name: 'names one that names another',
      query: 'select * from new_bars',
      text: 'with "landed_bars" as (select * from raw), "new_bars" as (select * from landed_bars) select * from new_bars',
    },
    { name: 'has a name as part of a longer one', query: 'select * from renew_bars', text: 'select * from renew_bars' },
    {
      name: 'has its own relations',
      query: 'with x as (select * from published_bars) select * from x',
      text: 'with "published_bars" as (select * from bars) select * from (with x as (select * from published_bars) select * from x) as "q"',
    },
  ])('that $name', ({ query, text }) => {
    expect(withRelations(relations, query)).toBe(text);
  });

  test('is built by Kysely, or is text', () => {
    const db = knowingRelations(athenaQueryBuilder<{ new_bars: { n: number } }>(), relations);
    const added = '"landed_bars" as (select * from raw), "new_bars" as (select * from landed_bars)';
    const built = db
      .with('few', (own) => own.selectFrom('new_bars').select('n'))
      .selectFrom('few')
      .select('n');
    expect(built.compile().sql).toBe(`with ${added}, "few" as (select "n" from "new_bars") select "n" from "few"`);
    expect(sql`${sql.raw('select n')} from ${sql.table('new_bars')}`.compile(db).sql).toBe(
      `with ${added} select n from "new_bars"`,
    );
  });

  test('takes no name that would need quoting', () => {
    expect(() => withRelations({ 'a"b': 'select 1' }, 'select * from a"b')).toThrow(/a"b/);
  });
});
