/** The logical types that every engine supports; `engine-types.ts` maps them to each engine's type names. */
export type LogicalType = 'string' | 'int32' | 'int64' | 'double' | 'boolean' | 'date' | 'timestamp';

/**
 * The single definition of a column. Types, validators, DDL and docs are derived from it.
 *
 * @example
 * const close: Column = { name: 'close', type: 'double', unit: 'price', nullable: false, meaning: 'last trade' };
 */
export interface Column {
  /** lower_snake_case, the same in every engine and as the JSON key. */
  readonly name: string;
  readonly type: LogicalType;
  /** Whether a cell holds a list of such values, which may be null. Only in tables over JSON. */
  readonly isList?: boolean;
  /** The unit a reader needs to interpret the number: `price`, `shares`, `ms`, `UTC`; null for names and flags. */
  readonly unit: string | null;
  readonly nullable: boolean;
  /** One sentence, without a full stop, for the generated docs. */
  readonly meaning: string;
}

/**
 * A table: its name, what one row represents, its key and its columns in order.
 *
 * @example
 * const table = { name: 'bars', grain: 'ticker, base bar', key: ['ticker', 'bar_start'], columns: [] } satisfies Table;
 * const grain: string = table.grain;
 */
export interface Table {
  readonly name: string;
  /** What one row represents; completes "one row per ...". */
  readonly grain: string;
  /** The columns that together identify a row. */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
}

type SqlValue = {
  string: string;
  int32: number;
  int64: bigint;
  double: number;
  boolean: boolean;
  date: string;
  timestamp: Date;
};

type JsonValue = {
  string: string;
  int32: number;
  int64: number;
  double: number;
  boolean: boolean;
  date: string;
  timestamp: string;
};

type RowOf<Columns extends readonly Column[], Values> = {
  [C in Columns[number] as C['name']]: C extends { type: infer Type extends keyof Values; nullable: infer IsNullable }
    ? (C extends { isList: true } ? (Values[Type] | null)[] : Values[Type]) | (IsNullable extends true ? null : never)
    : never;
};

/**
 * A row as the SQL engines return it: 64-bit integers as bigint, dates as `YYYY-MM-DD`, timestamps as UTC `Date`.
 *
 * @example
 * type Hour = SqlRow<typeof hourlyVolatilityTable>;
 */
export type SqlRow<T extends Table> = RowOf<T['columns'], SqlValue>;

/**
 * A row in newline-delimited JSON: integers as numbers (safe range), timestamps as ISO 8601 text.
 *
 * @example
 * type Landed = JsonRow<typeof rawBarsTable>;
 */
export type JsonRow<T extends Table> = RowOf<T['columns'], JsonValue>;
