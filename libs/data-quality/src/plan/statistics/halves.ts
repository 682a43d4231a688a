import { type RawBuilder, sql } from 'kysely';
import type { Dialect } from '../../sql/dialect.ts';

/** Where whole numbers are cut: `whole = high * half + low`. */
export const half = 4_294_967_296n;

/** How an engine adds whole numbers below 2^63, and products of their halves of 32 bits, without an overflow. */
export interface HalfArithmetic {
  /** What to add for the sum of whole numbers: their halves, or the numbers as low half where the engine adds in 128 bits. */
  readonly summands: (whole: RawBuilder<unknown>) => Readonly<Partial<Record<'high' | 'low', RawBuilder<unknown>>>>;
  readonly highHigh: Product;
  readonly highLow: Product;
  readonly lowLow: Product;
}

type Product = (one: RawBuilder<unknown>, other: RawBuilder<unknown>) => RawBuilder<unknown>;

/**
 * A half is cast to 19 digits, because a product of decimals of 18 digits and less would be one of 64 bits. The sums have
 * the 38 digits that the engine calculates with.
 */
const low = (whole: RawBuilder<unknown>) => sql`CAST(MOD(${whole}, ${half}) AS DECIMAL(19, 0))`;
const high = (whole: RawBuilder<unknown>) => sql`CAST((${whole} - MOD(${whole}, ${half})) / ${half} AS DECIMAL(19, 0))`;
const decimals: HalfArithmetic = {
  summands: (whole) => ({ high: high(whole), low: low(whole) }),
  highHigh: (one, other) => sql`${high(one)} * ${high(other)}`,
  highLow: (one, other) => sql`${high(one)} * ${low(other)}`,
  lowLow: (one, other) => sql`${low(one)} * ${low(other)}`,
};

/**
 * DuckDB adds 64 bits into 128, seven times faster than decimals. A high half has a sign and 31 bits, so its products fit into 64
 * bits with a sign, and those of two low halves into 64 without.
 */
const lowBits = (whole: RawBuilder<unknown>) => sql`(${whole} & ${half - 1n})`;
const highBits = (whole: RawBuilder<unknown>) => sql`(${whole} >> 32)`;
const unsigned = (whole: RawBuilder<unknown>) => sql`CAST(${lowBits(whole)} AS UBIGINT)`;
const bits: HalfArithmetic = {
  summands: (whole) => ({ low: whole }),
  highHigh: (one, other) => sql`${highBits(one)} * ${highBits(other)}`,
  highLow: (one, other) => sql`${highBits(one)} * ${lowBits(other)}`,
  lowLow: (one, other) => sql`${unsigned(one)} * ${unsigned(other)}`,
};

/**
 * The arithmetic of an engine.
 *
 * @example
 * halfArithmetic(dialect).highHigh(sql`x`, sql`y`); // (x >> 32) * (y >> 32)
 */
export const halfArithmetic = ({ engine }: Pick<Dialect, 'engine'>): HalfArithmetic =>
  engine === 'duckdb' ? bits : decimals;
