import { expect, it } from 'vitest';
import { describeColumns } from './describe-columns.ts';

const column = (name: string) => ({ name, type: 'DOUBLE', isInstant: false });

it.each([
  { name: 'a table', from: { table: 'bars' }, of: 'close', unit: 'price' },
  { name: 'a query of one table', from: { sql: 'SELECT * FROM Bars' }, of: 'close', unit: 'price' },
  {
    name: 'a query of tables that disagree',
    from: { sql: 'select * from bars, instruments' },
    of: 'ticker',
    unit: null,
  },
  { name: 'a query of no table', from: { sql: 'select 1 as close' }, of: 'close', unit: null },
  { name: 'a computed column', from: { sql: 'select max(close) as m from bars' }, of: 'm', unit: null },
])('$name: the unit of $of is $unit', ({ from, of, unit }) => {
  expect(describeColumns(from, [column(of)])).toMatchObject([{ name: of, unit }]);
});

it('every column of a published table has a meaning in a query of it', () => {
  const names = ['ticker', 'trading_date', 'open', 'high', 'volume', 'vwap'];
  for (const { meaning } of describeColumns({ sql: 'select * from bars' }, names.map(column)))
    expect(meaning).not.toBeNull();
});
