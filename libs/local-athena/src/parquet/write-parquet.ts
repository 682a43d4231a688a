import { gzipSync } from 'node:zlib';
import { ByteWriter, ParquetWriter, type SchemaElement, type Writer } from 'hyparquet-writer';
import type { EngineColumn } from '../engine/query-engine.ts';
import type { EngineValue } from '../values/athena-text.ts';
import { parseValueType } from '../values/value-type.ts';
import { toSchemaElements } from './parquet-schema.ts';
import { type ParquetValue, toParquetValue } from './to-parquet-value.ts';

/** The compressions of `UNLOAD` that can be written here. */
export type ParquetCodec = 'SNAPPY' | 'GZIP' | 'UNCOMPRESSED';

/** A Parquet file that grows by pages of rows. */
export interface ParquetFile {
  write(rows: readonly (readonly EngineValue[])[]): Promise<void>;
  /** Writes what is left and the footer. */
  end(): Promise<void>;
}

/** Rows of a group; a group is in memory until it is complete. */
const groupRows = 20_000;

/**
 * Writes rows as a Parquet file, a row group at a time: memory does not depend on the number of rows.
 *
 * @param columns with Trino's types and distinct names.
 * @param send takes the file's next bytes; it must not keep them.
 * @throws {EngineFailure} for a type that Athena does not UNLOAD; by its calls, what `send` throws.
 * @example
 * const file = writeParquet([{ name: 'n', type: 'bigint' }], 'SNAPPY', async (bytes) => void parts.push(bytes.slice()));
 * await file.write([[1n], [null]]);
 * await file.end();
 */
export function writeParquet(
  columns: readonly EngineColumn[],
  codec: ParquetCodec,
  send: (bytes: Uint8Array) => Promise<void>,
): ParquetFile {
  const types = columns.map(({ type }) => parseValueType(type));
  const schema: SchemaElement[] = [
    { name: 'schema', num_children: columns.length },
    ...columns.flatMap(({ name, type }) => toSchemaElements(name, parseValueType(type))),
  ];
  const bytes = new ByteWriter();
  const flush = async (): Promise<void> => {
    if (bytes.index > 0) await send(bytes.getBytes());
    bytes.index = 0;
  };
  const writer: Writer = Object.assign(bytes, { flush });
  const file = new ParquetWriter({ writer, schema, codec, compressors: { GZIP: gzipSync }, createdBy: 'tickerlake' });
  let waiting: ParquetValue[][] = types.map(() => []);
  const writeGroup = async (): Promise<void> => {
    const data = waiting;
    waiting = types.map(() => []);
    if ((data[0]?.length ?? 0) > 0)
      await file.write({
        columnData: columns.map(({ name }, index) => ({ name, data: data[index] ?? [] })),
        rowGroupSize: groupRows,
      });
  };
  return {
    async write(rows) {
      for (const row of rows)
        types.forEach((type, index) => waiting[index]?.push(toParquetValue(row[index] ?? null, type)));
      if ((waiting[0]?.length ?? 0) >= groupRows) await writeGroup();
    },
    async end() {
      await writeGroup();
      await file.finish();
      await flush();
    },
  };
}
