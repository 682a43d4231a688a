import { describe, expect, test } from 'vitest';
import type { GlueApi } from './glue-api.ts';
import { GlueReadError } from './glue-read-error.ts';
import { createGlueReader } from './glue-reader.ts';
import { toGlueTable } from './glue-table.ts';
import { createScriptedGlue } from './testing/scripted-glue.ts';

const named = (...names: string[]) => names.map((Name) => ({ Name }));
const failing = (name: string, message = name) => Object.assign(new Error(message), { name });

describe('a reader of Glue', () => {
  test('reads every page, even an empty one, and sorts by name', async () => {
    const reader = createGlueReader(createScriptedGlue({ b: named('t3', 't1', 't2'), a: [] }));
    expect(await reader.databases()).toEqual(['a', 'b']);
    expect((await reader.tables('b')).map((table) => `${table.database}.${table.name}`)).toEqual([
      'b.t1',
      'b.t2',
      'b.t3',
    ]);
    expect(await reader.tables('a')).toEqual([]);
  });

  test('gives null for a table that is not there', async () => {
    const reader = createGlueReader(createScriptedGlue({ b: named('t1') }));
    expect(await reader.table('b', 't1')).toMatchObject({ database: 'b', name: 't1' });
    expect(await reader.table('b', 'nowhere')).toBeNull();
  });

  test('reads partitions page by page, sending the filter and the catalogue', async () => {
    const glue = createScriptedGlue({ b: named('t') }, [
      { Values: ['2026-05-28'], StorageDescriptor: { Location: 's3://x/' } },
      { Values: ['2026-05-29'] },
    ]);
    const pages = [];
    for await (const page of createGlueReader(glue, { catalogId: '123' }).partitions('b', 't', {
      expression: "dt >= '2026-05-01'",
    }))
      pages.push(page);
    expect(pages).toEqual([
      [{ values: ['2026-05-28'], location: 's3://x/' }],
      [{ values: ['2026-05-29'], location: null }],
      [],
    ]);
    expect(glue.calls.map(({ input }) => input)).toEqual(
      [{}, { NextToken: '1' }, { NextToken: '2' }].map((page) => ({
        CatalogId: '123',
        DatabaseName: 'b',
        TableName: 't',
        ExcludeColumnSchema: true,
        Expression: "dt >= '2026-05-01'",
        ...page,
      })),
    );
  });

  test.each([
    { name: 'a throttled call', error: failing('ThrottlingException'), transient: true, says: /later/ },
    {
      name: 'a missing permission',
      error: failing('AccessDeniedException', 'not authorized to perform: glue:GetTables'),
      transient: false,
      says: /The caller needs glue:/,
    },
    { name: 'expired credentials', error: failing('ExpiredTokenException'), transient: false, says: /Sign in/ },
    {
      name: 'a missing region',
      error: failing('Error', 'Region is missing'),
      transient: false,
      says: /Set AWS_REGION/,
    },
    {
      name: 'a missing database',
      error: failing('EntityNotFoundException', 'Database mkt not found'),
      transient: false,
      says: /Check its name/,
    },
  ])('says what to do about $name', async ({ error, transient, says }) => {
    const caught: unknown = await createGlueReader(createScriptedGlue({ mkt: [] }, [], { getTables: error }))
      .tables('mkt')
      .catch((thrown: unknown) => thrown);
    expect(caught).toBeInstanceOf(GlueReadError);
    expect(caught).toMatchObject({
      database: 'mkt',
      table: null,
      transient,
      cause: error,
      message: expect.stringMatching(says),
    });
  });

  test('gives up when a page comes again', async () => {
    const glue: GlueApi = {
      ...createScriptedGlue({}),
      getDatabases: async () => ({ DatabaseList: [], NextToken: 'x' }),
    };
    await expect(createGlueReader(glue).databases()).rejects.toThrow(/comes again/);
  });
});

describe('toGlueTable', () => {
  test.each([
    { name: 'a view', answer: { TableType: 'VIRTUAL_VIEW' }, kind: 'view' },
    {
      name: 'an Iceberg table',
      answer: { TableType: 'EXTERNAL_TABLE', Parameters: { table_type: 'ICEBERG' } },
      kind: 'iceberg',
    },
    { name: 'a Hive table', answer: { TableType: 'EXTERNAL_TABLE' }, kind: 'hive' },
  ])('knows $name', ({ answer, kind }) => {
    expect(toGlueTable({ Name: 't', ...answer }).kind).toBe(kind);
  });

  test('leaves out columns of older snapshots, and knows what is never NULL', () => {
    const table = toGlueTable({
      Name: 't',
      Parameters: { 'projection.enabled': 'true' },
      PartitionKeys: [{ Name: 'dt', Type: 'string' }],
      StorageDescriptor: {
        Columns: [
          {
            Name: 'a',
            Type: 'int',
            Parameters: { 'iceberg.field.optional': 'false', 'iceberg.field.current': 'true' },
          },
          { Name: 'b', Type: 'int', Parameters: { 'iceberg.field.optional': 'true' }, Comment: '' },
          { Name: 'old', Type: 'int', Parameters: { 'iceberg.field.current': 'false' } },
        ],
      },
    });
    expect(table.columns).toEqual([
      { name: 'a', type: 'int', comment: null, isNullable: false },
      { name: 'b', type: 'int', comment: null, isNullable: true },
    ]);
    expect(table.partitionKeys).toEqual([{ name: 'dt', type: 'string', comment: null, isNullable: false }]);
  });
});
