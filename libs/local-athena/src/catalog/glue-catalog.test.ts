import { expect, test } from 'vitest';
import { createGlueCatalog } from './glue-catalog.ts';

/** A view as Trino 476 leaves it in Glue. */
function viewOf(columns: readonly { readonly name: string; readonly type: string }[]) {
  const text = Buffer.from(
    JSON.stringify({
      originalSql: 'SELECT ...',
      catalog: 'awsdatacatalog',
      schema: 'lake',
      columns,
      owner: 'test',
      runAsInvoker: false,
      path: [],
    }),
  ).toString('base64');
  return {
    Name: 'hours',
    TableType: 'VIRTUAL_VIEW',
    StorageDescriptor: { Columns: [{ Name: 'dummy', Type: 'string' }] },
    ViewOriginalText: `/* Presto View: ${text} */`,
    ViewExpandedText: '/* Presto View */',
    Parameters: { presto_view: 'true' },
  };
}

const columnsOf = async (table: object) =>
  (await createGlueCatalog(async () => ({ Table: table })).table('lake', 'hours'))?.columns.map(
    ({ name, type }) => `${name} ${type}`,
  );

test("a view of Trino's has the columns of its query", async () => {
  const view = viewOf([
    { name: 'ticker', type: 'varchar' },
    { name: 'n', type: 'integer' },
    { name: 'x', type: 'double' },
    { name: 'day', type: 'date' },
    { name: 'at', type: 'timestamp(3) with time zone' },
    { name: 'ts', type: 'timestamp(6)' },
  ]);
  expect(await columnsOf(view)).toEqual([
    'ticker string',
    'n int',
    'x double',
    'day date',
    'at timestamp',
    'ts timestamp',
  ]);
});

test('a view with its own columns keeps them', async () => {
  expect(
    await columnsOf({
      ...viewOf([]),
      StorageDescriptor: { Columns: [{ Name: 'n', Type: 'bigint' }] },
      ViewOriginalText: 'SELECT 1 AS n',
    }),
  ).toEqual(['n bigint']);
});
