import { describe, expect, test } from 'vitest';
import { withRelations } from './relations.ts';

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

  test('takes no name that would need quoting', () => {
    expect(() => withRelations({ 'a"b': 'select 1' }, 'select * from a"b')).toThrow(/a"b/);
  });
});
