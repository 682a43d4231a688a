import { type Expression, type Kysely, type RawBuilder, sql } from 'kysely';

/** What an input column may hold; `x` and `y` are always doubles, `n` and `m` bigints and so on. */
export interface InputColumns {
  readonly x: number;
  readonly y: number;
  readonly n: bigint;
  readonly m: bigint;
  readonly s: string;
  readonly t: string;
  readonly a: Date;
  readonly b: Date;
  readonly d: string;
  readonly p: boolean;
  readonly v: string;
}

const types: Readonly<Record<keyof InputColumns, RawBuilder<unknown>>> = {
  x: sql`double`,
  y: sql`double`,
  n: sql`bigint`,
  m: sql`bigint`,
  s: sql`varchar`,
  t: sql`varchar`,
  a: sql`timestamp(3)`,
  b: sql`timestamp(3)`,
  d: sql`date`,
  p: sql`boolean`,
  v: sql`decimal(10, 2)`,
};

/** Input rows, column by column; values at the same index form a row. */
export type Given = { readonly [Name in keyof InputColumns]?: readonly (InputColumns[Name] | null)[] };

/** One expression of the table: on every engine it gives these values, or is refused before it is sent. */
export interface ExpressionCase {
  readonly name: string;
  readonly given: Given;
  readonly expression: () => Expression<unknown>;
  /** One value for each input row. */
  readonly values?: readonly unknown[];
  /** The one value of an aggregate over all input rows. */
  readonly value?: unknown;
  /** Decimal digits that must agree; without it, all of them. A statistic's last bits depend on the order in which an engine meets the rows. */
  readonly digits?: number;
  /** The message of the refusal. */
  readonly refused?: RegExp;
}

/**
 * What a query of the case must give, as Vitest compares it.
 *
 * @example
 * expect(rows.map((row) => row.v)).toEqual(toExpected(entry, (value, digits) => expect.closeTo(value, digits)));
 */
export function toExpected(
  { values, value, digits }: ExpressionCase,
  closeTo: (value: number, digits: number) => unknown,
): readonly unknown[] {
  return (values ?? [value]).map((expected) =>
    digits !== undefined && typeof expected === 'number' ? closeTo(expected, digits) : expected,
  );
}

/** The input columns, as expressions. */
export const x = sql.ref<number>('x');
export const y = sql.ref<number>('y');
export const n = sql.ref<bigint>('n');
export const m = sql.ref<bigint>('m');
export const s = sql.ref<string>('s');
export const t = sql.ref<string>('t');
export const a = sql.ref<Date>('a');
export const b = sql.ref<Date>('b');
export const d = sql.ref<string>('d');
export const p = sql.ref<boolean>('p');
export const v = sql.ref<string>('v');
/** The number of an input row, from 0. */
export const i = sql.ref<number>('i');

/**
 * The query of a case, the same object for every engine.
 *
 * @example
 * const rows = await toQuery(db, { name: 'floor', given: { x: [1.5] }, expression: () => floor(x), values: [1] }).execute();
 */
export function toQuery(db: Kysely<unknown>, { given, expression, values }: ExpressionCase) {
  const query = db.selectFrom(toInputRows(given)).select(sql`${expression()}`.as('v'));
  return values === undefined ? query : query.orderBy('i');
}

/**
 * Input rows as a relation, with `i` to order them by.
 *
 * @example
 * db.selectFrom(toInputRows({ x: [1, null] })).select('i')
 */
export function toInputRows(given: Given) {
  const names = [...Object.keys(given), 'i'].map((name) => sql.ref(name));
  return sql<{ i: number }>`(values ${sql.join(toRows(given))})`.as<'input'>(sql`input(${sql.join(names)})`);
}

function toRows(given: Given): RawBuilder<unknown>[] {
  const columns = Object.entries(given);
  const count = Math.max(1, ...columns.map(([, values]) => values.length));
  return Array.from({ length: count }, (_, row) => {
    const cells = columns.map(
      ([name, values]) => sql`cast(${toCell(values[row])} as ${types[name as keyof InputColumns]})`,
    );
    return sql`(${sql.join([...cells, sql`${row}`])})`;
  });
}

/** NaN and the infinities have no literal; both engines read their names. */
function toCell(value: InputColumns[keyof InputColumns] | null | undefined): unknown {
  return typeof value === 'number' ? String(value) : value;
}
