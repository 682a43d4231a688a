import { EngineFailure } from '../engine/engine-failure.ts';
import { type ParquetFile, writeParquet } from '../parquet/write-parquet.ts';
import type { ObjectWriter, ResultObjects } from '../results/result-objects.ts';
import { writeObject } from '../results/write-object.ts';
import type { Statement } from '../sql/statement.ts';
import { type ColumnInfo, toColumnInfo } from '../values/column-info.ts';
import { enginePages } from './engine-pages.ts';
import type { Execution } from './execution.ts';
import type { ExecutionTools } from './execution-tools.ts';
import { requireColumns, toCodec } from './unload-target.ts';
import { toFolder } from '../api/to-folder.ts';

/**
 * Runs an UNLOAD: the rows become one Parquet file in the named folder, none when there are no rows, and a manifest
 * that lists it. The manifest is next to other results, or in the folder's bucket when results are managed.
 *
 * @throws {EngineFailure} when the folder holds files of an UNLOAD already, as on Athena, or the columns or options do not fit.
 * @example
 * await runUnload(execution, statement, objects, tools, signal); // [{ Name: 'rows', Type: 'bigint', ... }]
 */
export async function runUnload(
  execution: Execution,
  { query, location, properties }: Extract<Statement, { kind: 'unload' }>,
  objects: ResultObjects,
  tools: ExecutionTools,
  signal: AbortSignal,
): Promise<readonly ColumnInfo[]> {
  const { id, request } = execution;
  const codec = toCodec(properties);
  const folder = toFolder(location);
  if (folder === null) throw new EngineFailure('INVALID_TABLE_PROPERTY', 'USER_ERROR', 'UNLOAD needs TO a location');
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/([^]*)$/.exec(folder) ?? [];
  const has = objects.list(bucket)?.some(({ key, contentType }) => key.startsWith(prefix) && contentType === parquet);
  if (has === true)
    throw new EngineFailure(
      'HIVE_PATH_ALREADY_EXISTS',
      'USER_ERROR',
      `Target directory already exists: ${folder}. Choose a folder without files`,
    );
  let open: { readonly file: ParquetFile; readonly object: ObjectWriter } | null = null;
  let count = 0;
  try {
    for await (const { columns, rows } of enginePages(execution, { kind: 'query', sql: query }, tools, signal)) {
      if (open === null && columns.length > 0) requireColumns(columns);
      if (rows.length === 0) continue;
      open ??= await begin(objects, id, `${folder}${id}_0`, tools.budget.resultBytes, (write) =>
        writeParquet(columns, codec, write),
      );
      await open.file.write(rows);
      count += rows.length;
    }
    await open?.file.end();
    await open?.object.end();
  } catch (error) {
    await open?.object.abandon();
    throw error;
  }
  execution.updateCount = count;
  execution.manifestLocation = `${request.outputLocation ?? `s3://${bucket}/`}${id}-manifest.csv`;
  await writeObject(
    objects,
    [id, execution.manifestLocation, 'text/csv', tools.budget.resultBytes],
    open === null ? [] : [`${folder}${id}_0\n`],
  );
  return [toColumnInfo('rows', 'bigint')];
}

const parquet = 'application/vnd.apache.parquet';

async function begin(
  objects: ResultObjects,
  id: string,
  location: string,
  maxBytes: number,
  write: (send: (bytes: Uint8Array) => Promise<void>) => ParquetFile,
) {
  const object = await objects.begin(id, location, parquet, maxBytes);
  try {
    return { object, file: write((bytes) => object.write(bytes)) };
  } catch (error) {
    await object.abandon();
    throw error;
  }
}
