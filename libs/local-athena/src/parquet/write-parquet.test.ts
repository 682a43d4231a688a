import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { EngineColumn } from '../engine/query-engine.ts';
import type { EngineValue } from '../values/athena-text.ts';
import { type ParquetCodec, writeParquet } from './write-parquet.ts';

let folder = '';
let instance: DuckDBInstance;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickerlake-parquet-'));
  instance = await DuckDBInstance.create(':memory:');
});
afterAll(async () => {
  instance.closeSync();
  await rm(folder, { recursive: true, force: true });
});

/** Types and texts that DuckDB reads from a file of these rows. */
async function readBack(
  columns: readonly EngineColumn[],
  pages: readonly (readonly (readonly EngineValue[])[])[],
  codec: ParquetCodec,
) {
  const parts: Uint8Array[] = [];
  const file = writeParquet(columns, codec, async (bytes) => void parts.push(bytes.slice()));
  for (const page of pages) await file.write(page);
  await file.end();
  const path = join(folder, `${codec}-${columns.length}-${pages.length}.parquet`);
  await writeFile(path, Buffer.concat(parts));
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`select * from read_parquet('${path}')`);
  const types = reader.columnTypes().map(String);
  const rows = (
    await connection.runAndReadAll(
      `select ${columns.map(({ name }) => `"${name}"::varchar`).join(', ')} from read_parquet('${path}')`,
    )
  ).getRows();
  connection.closeSync();
  return { types, rows };
}

const cases: readonly { type: string; duckDb: string; value: EngineValue; text: string }[] = [
  { type: 'boolean', duckDb: 'BOOLEAN', value: true, text: 'true' },
  { type: 'tinyint', duckDb: 'TINYINT', value: -128, text: '-128' },
  { type: 'smallint', duckDb: 'SMALLINT', value: 32_767, text: '32767' },
  { type: 'integer', duckDb: 'INTEGER', value: -2_147_483_648, text: '-2147483648' },
  { type: 'bigint', duckDb: 'BIGINT', value: 9_223_372_036_854_775_807n, text: '9223372036854775807' },
  { type: 'real', duckDb: 'FLOAT', value: 1.5, text: '1.5' },
  { type: 'double', duckDb: 'DOUBLE', value: Number.NaN, text: 'nan' },
  { type: 'decimal(9,2)', duckDb: 'DECIMAL(9,2)', value: '-0.05', text: '-0.05' },
  { type: 'decimal(18,4)', duckDb: 'DECIMAL(18,4)', value: '12345678901234.5', text: '12345678901234.5000' },
  {
    type: 'decimal(38,1)',
    duckDb: 'DECIMAL(38,1)',
    value: '-1234567890123456789012345678901234567.8',
    text: '-1234567890123456789012345678901234567.8',
  },
  { type: 'varchar', duckDb: 'VARCHAR', value: 'é "x"\n', text: 'é "x"\n' },
  { type: 'varbinary', duckDb: 'BLOB', value: new Uint8Array([0, 65]), text: '\\x00A' },
  { type: 'date', duckDb: 'DATE', value: '1969-12-31', text: '1969-12-31' },
  { type: 'timestamp(3)', duckDb: 'TIMESTAMP', value: '2026-05-28 13:30:00.123', text: '2026-05-28 13:30:00.123' },
  {
    type: 'timestamp(6)',
    duckDb: 'TIMESTAMP',
    value: '1969-12-31 23:59:59.999999',
    text: '1969-12-31 23:59:59.999999',
  },
  { type: 'array(bigint)', duckDb: 'BIGINT[]', value: [1n, null], text: '[1, NULL]' },
  { type: 'map(varchar, double)', duckDb: 'MAP(VARCHAR, DOUBLE)', value: [['a', 1.5]], text: '{a=1.5}' },
  {
    type: 'row(a bigint, b varchar)',
    duckDb: 'STRUCT(a BIGINT, b VARCHAR)',
    value: [1n, null],
    text: "{'a': 1, 'b': NULL}",
  },
];

describe('a Parquet file', () => {
  test.each(['SNAPPY', 'GZIP', 'UNCOMPRESSED'] as const)('%s holds each type, with NULL', async (codec) => {
    const columns = cases.map(({ type }, index) => ({ name: `c${index}`, type }));
    const { types, rows } = await readBack(
      columns,
      [[cases.map(({ value }) => value)], [cases.map(() => null)]],
      codec,
    );
    expect(types.map((type) => type.replaceAll('"', ''))).toEqual(cases.map(({ duckDb }) => duckDb));
    expect(rows).toEqual([cases.map(({ text }) => text), cases.map(() => null)]);
  });

  it('holds many groups of rows, each once and in order', async () => {
    const rows = Array.from({ length: 45_000 }, (_, index) => [BigInt(index)]);
    const pages = Array.from({ length: 45 }, (_, page) => rows.slice(page * 1_000, page * 1_000 + 1_000));
    const read = await readBack([{ name: 'n', type: 'bigint' }], pages, 'SNAPPY');
    expect(read.rows).toEqual(rows.map(([n]) => [String(n)]));
  });

  test.each(['timestamp(3) with time zone', 'time(3)', 'json', 'interval day to second'])(
    'is refused for %s, as on Athena',
    (type) => {
      expect(() => writeParquet([{ name: 'c', type }], 'SNAPPY', async () => undefined)).toThrow(
        'NOT_SUPPORTED: Unsupported Hive type',
      );
    },
  );
});
