import { describe, expect, it } from 'vitest';
import { faultOfFragment, replacePrimary } from './sql-fragment.ts';

describe('faultOfFragment', () => {
  it.each([
    { fragment: "ticker = 'AAPL'", fault: null },
    { fragment: "note = 'it''s (1; /* -- ' AND (a > 1)", fault: null },
    { fragment: 'a > 1 -- (', fault: null },
    { fragment: 'a > 1 /* ( ; */', fault: null },
    { fragment: '"odd (name" > 1', fault: null },
    { fragment: '6 / 2 = 3 /* half */', fault: null },
    { fragment: "ticker = 'AAPL", fault: 'a quote is not closed' },
    { fragment: '"ticker = 1', fault: 'a quote is not closed' },
    { fragment: 'a > 1 /* open', fault: 'a comment is not closed' },
    { fragment: '/* a */ 6 / 2 = 3 /* open', fault: 'a comment is not closed' },
    { fragment: 'a > 1; DROP TABLE t', fault: 'it holds a semicolon' },
    { fragment: '(a > 1', fault: 'a parenthesis is not closed' },
    { fragment: 'a > 1) OR (1 = 1', fault: 'a parenthesis is closed that was not opened' },
  ])('$fragment: $fault', ({ fragment, fault }) => {
    expect(faultOfFragment(fragment)).toBe(fault);
  });
});

describe('replacePrimary', () => {
  it.each([
    { query: 'SELECT COUNT(*) FROM primary', replaced: 'SELECT COUNT(*) FROM "t"' },
    {
      query: 'select Primary.id from PRIMARY join x on primary.id = x.id;',
      replaced: 'select "t".id from "t" join x on "t".id = x.id',
    },
    {
      query: `select 'primary', "primary", primary_id, my_primary -- primary`,
      replaced: `select 'primary', "primary", primary_id, my_primary -- primary`,
    },
    { query: 'select 1 /* from primary */ from primary', replaced: 'select 1 /* from primary */ from "t"' },
    { query: "select 'it''s primary' from primary", replaced: "select 'it''s primary' from \"t\"" },
  ])('$query', ({ query, replaced }) => {
    expect(replacePrimary(query, '"t"')).toBe(replaced);
  });
});
