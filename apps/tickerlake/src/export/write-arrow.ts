import { open } from 'node:fs/promises';
import type { PreparedRows } from '@tickerlake/pipeline';
import type { ExportColumn } from '@tickerlake/pipeline/local';
import * as arrow from 'apache-arrow';

/** How a column is written: its type, and what is selected for it. */
interface ArrowColumn {
  readonly type: arrow.DataType;
  readonly expression: string;
  readonly convert: (value: unknown) => unknown;
}

const keep = (value: unknown): unknown => value;

function arrowColumn({ name, type, isInstant }: ExportColumn): ArrowColumn {
  const column = `"${name.replaceAll('"', '""')}"`;
  const as = (written: arrow.DataType, expression = column, convert = keep): ArrowColumn => ({
    type: written,
    expression,
    convert,
  });
  if (/^(DOUBLE|FLOAT|DECIMAL.*|HUGEINT|UBIGINT|UINTEGER)$/.test(type))
    return as(new arrow.Float64(), `cast(${column} as double)`);
  if (/^(TINYINT|SMALLINT|INTEGER|UTINYINT|USMALLINT)$/.test(type)) return as(new arrow.Int32());
  if (type === 'BIGINT') return as(new arrow.Int64());
  if (type === 'BOOLEAN') return as(new arrow.Bool());
  if (type === 'DATE') return as(new arrow.DateDay(), `epoch_ms(${column})`, Number);
  if (isInstant || type === 'TIMESTAMP WITH TIME ZONE')
    return as(new arrow.TimestampMillisecond('UTC'), `epoch_ms(${column})`, Number);
  return as(new arrow.Utf8(), `cast(${column} as varchar)`);
}

/** The bytes that a writer has made since they were last taken: Arrow's own streams do not wait for a slow disk. */
class Bytes extends arrow.AsyncByteQueue {
  private chunks: Uint8Array[] = [];

  override write(value: arrow.AsyncByteQueue extends { write(value: infer Value): void } ? Value : never): void {
    this.chunks.push(Buffer.from(value as Uint8Array));
  }

  take(): Uint8Array[] {
    const { chunks } = this;
    this.chunks = [];
    return chunks;
  }
}

/**
 * Writes rows to a file in Arrow's IPC format (Feather version 2), page by page. Instants are milliseconds in UTC, decimals
 * doubles; a type without a match is text.
 *
 * @returns how many rows.
 * @example
 * await writeArrow(await reader.prepare('select * from bars'), 'bars.arrow');
 */
export async function writeArrow(
  { columns, select }: Pick<PreparedRows, 'columns' | 'select'>,
  path: string,
): Promise<number> {
  const written = columns.map(arrowColumn);
  const schema = new arrow.Schema(written.map(({ type }, at) => new arrow.Field(columns[at]?.name ?? '', type, true)));
  const bytes = new Bytes();
  const writer = new arrow.RecordBatchFileWriter();
  writer.reset(bytes, schema);
  const file = await open(path, 'w');
  try {
    let count = 0;
    const list = written.map(({ expression }, at) => `${expression} as c${at}`).join(', ');
    for await (const { rows } of select(list)) {
      writer.write(toBatch(schema, written, rows));
      for (const chunk of bytes.take()) await file.write(chunk);
      count += rows.length;
    }
    writer.finish();
    for (const chunk of bytes.take()) await file.write(chunk);
    return count;
  } finally {
    await file.close();
  }
}

function toBatch(
  schema: arrow.Schema,
  columns: readonly ArrowColumn[],
  rows: readonly (readonly unknown[])[],
): arrow.RecordBatch {
  const children = columns.flatMap(({ type, convert }, at) => {
    const builder = arrow.makeBuilder({ type, nullValues: [null] });
    for (const row of rows) builder.append(row[at] === null ? null : convert(row[at]));
    return builder.finish().toVector().data;
  });
  return new arrow.RecordBatch(
    schema,
    arrow.makeData({ type: new arrow.Struct(schema.fields), length: rows.length, children }),
  );
}
