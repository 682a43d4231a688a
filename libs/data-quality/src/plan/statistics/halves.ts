import { type RawBuilder, sql } from 'kysely';
import type { Dialect } from '../../sql/dialect.ts';

/** A part of a whole number or of a product, which is the sum of `sql * 2^shift` over its parts. */
export interface Part {
  readonly shift: number;
  readonly sql: Whole;
}

type Whole = RawBuilder<unknown>;

/** How an engine adds whole numbers and their products without an overflow: in parts, cut into halves. */
export interface HalfArithmetic {
  readonly whole: (one: Whole) => readonly Part[];
  readonly product: (one: Whole, other: Whole) => readonly Part[];
}

/** The products of halves cut at a bit. Of a square, both mixed products are the same. */
function productsOf(
  bit: number,
  { high, low, lowLow }: Record<'high' | 'low', (one: Whole) => Whole> & { lowLow?: (one: Whole) => Whole },
): HalfArithmetic['product'] {
  const last = lowLow ?? low;
  return (one, other) => [
    { shift: 2 * bit, sql: sql`${high(one)} * ${high(other)}` },
    ...(one === other
      ? [{ shift: bit + 1, sql: sql`${high(one)} * ${low(one)}` }]
      : [
          { shift: bit, sql: sql`${high(one)} * ${low(other)}` },
          { shift: bit, sql: sql`${high(other)} * ${low(one)}` },
        ]),
    { shift: 0, sql: sql`${last(one)} * ${last(other)}` },
  ];
}

/**
 * Trino and Athena add decimals of 38 digits. A half is cast to 19, so that its products have 38. What is divided has at most 31 bits above 2^32,
 * so the division is exact, also one of doubles.
 */
const decimalLow = (one: Whole) => sql`CAST(MOD(${one}, 4294967296) AS DECIMAL(19, 0))`;
const decimalHigh = (one: Whole) => sql`CAST((${one} - MOD(${one}, 4294967296)) / 4294967296 AS DECIMAL(19, 0))`;
const decimals: HalfArithmetic = {
  whole: (one) => [
    { shift: 32, sql: decimalHigh(one) },
    { shift: 0, sql: decimalLow(one) },
  ],
  product: productsOf(32, { high: decimalHigh, low: decimalLow }),
};

/** DuckDB adds numbers of 64 bits into 128. */
const whole: HalfArithmetic['whole'] = (one) => [{ shift: 0, sql: one }];

/** Of numbers up to 2^62, products of halves cut at bit 31 have 62 bits and a sign. */
const upTo62: HalfArithmetic = {
  whole,
  product: productsOf(31, { high: (one) => sql`(${one} >> 31)`, low: (one) => sql`(${one} & 2147483647)` }),
};

/** Of numbers up to 2^63, those of low halves cut at bit 32 fit into 64 bits without a sign. */
const lowBits = (one: Whole) => sql`(${one} & 4294967295)`;
const upTo63: HalfArithmetic = {
  whole,
  product: productsOf(32, {
    high: (one) => sql`(${one} >> 32)`,
    low: lowBits,
    lowLow: (one) => sql`CAST(${lowBits(one)} AS UBIGINT)`,
  }),
};

/**
 * The arithmetic of an engine.
 *
 * @param bits of the numbers, without the sign: 62 of scaled doubles, 63 of whole numbers as they are.
 * @example
 * halfArithmetic(dialect, 62).product(sql`x`, sql`y`)[0]; // { shift: 62, sql: (x >> 31) * (y >> 31) }
 */
export function halfArithmetic({ engine }: Pick<Dialect, 'engine'>, bits: 62 | 63): HalfArithmetic {
  if (engine !== 'duckdb') return decimals;
  return bits === 62 ? upTo62 : upTo63;
}
