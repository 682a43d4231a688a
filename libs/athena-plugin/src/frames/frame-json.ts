import type { FieldType, LongFrame } from './frame.ts';

/**
 * A frame as Grafana sends it to the browser: values by column; values that JSON cannot represent are in `entities`, by
 * row.
 */
export interface FrameJson {
  readonly schema: { readonly fields: readonly { readonly name: string; readonly type: FieldType }[] };
  readonly data: {
    readonly values: readonly (readonly unknown[])[];
    readonly entities?: readonly (FrameEntities | null)[];
  };
}

/** The rows of a column with NaN or an infinity; null in `values`. */
export interface FrameEntities {
  readonly NaN?: readonly number[];
  readonly Inf?: readonly number[];
  readonly NegInf?: readonly number[];
}

/**
 * Converts a frame to JSON. Bigints become numbers, as a browser reads them.
 *
 * @example
 * toFrameJson({ columns: [{ name: 'v', type: 'number' }], rows: [[Number.NaN]] }).data; // { values: [[null]],
 * entities: [{ NaN: [0] }] }
 */
export function toFrameJson(frame: LongFrame): FrameJson {
  const columns = frame.columns.map((_, index) =>
    frame.rows.map((row) => (typeof row[index] === 'bigint' ? Number(row[index]) : (row[index] ?? null))),
  );
  const entities = columns.map(entitiesOf);
  const values = columns.map((column) =>
    column.map((value) => (typeof value === 'number' && !Number.isFinite(value) ? null : value)),
  );
  return {
    schema: { fields: frame.columns.map(({ name, type }) => ({ name, type: toFieldType(type) })) },
    data: entities.every((one) => one === null) ? { values } : { values, entities },
  };
}

/**
 * Converts JSON back to the frame, with NaN and the infinities in their rows.
 *
 * @example
 * fromFrameJson(toFrameJson(frame)); // frame
 */
export function fromFrameJson({ schema, data }: FrameJson): LongFrame {
  const columns = data.values.map((column, index) => {
    const { NaN: nan = [], Inf: inf = [], NegInf: negative = [] } = data.entities?.[index] ?? {};
    const special = new Map([
      ...nan.map((row) => [row, Number.NaN] as const),
      ...inf.map((row) => [row, Infinity] as const),
      ...negative.map((row) => [row, -Infinity] as const),
    ]);
    return column.map((value, row) => special.get(row) ?? value);
  });
  return {
    columns: schema.fields.map(({ name, type }) => ({ name, type })),
    rows: (columns[0] ?? []).map((_, row) => columns.map((column) => column[row])),
  };
}

function entitiesOf(column: readonly unknown[]): FrameEntities | null {
  const rowsOf = (wanted: number): number[] => column.flatMap((value, row) => (Object.is(value, wanted) ? [row] : []));
  const found = { NaN: rowsOf(Number.NaN), Inf: rowsOf(Infinity), NegInf: rowsOf(-Infinity) };
  const present = Object.entries(found).filter(([, rows]) => rows.length > 0);
  return present.length === 0 ? null : Object.fromEntries(present);
}

function toFieldType(type: string): FieldType {
  return type === 'time' || type === 'number' || type === 'boolean' ? type : 'string';
}
