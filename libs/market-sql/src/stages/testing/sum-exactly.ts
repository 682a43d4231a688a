import { type Kysely, sql } from 'kysely';
import { exactSums, exactTotal } from '../exact-sum.ts';

/** Text that engines read as this very double. */
const double = (value: number): string => value.toExponential().replace('e', 'E').replace('E+', 'E');

/** The exact total of values on an engine, in the order in which they are given, summed by groups of three first. */
export async function sumExactly(db: Kysely<unknown>, values: readonly number[]): Promise<number | null> {
  const rows = values.map((value, index) => `(${Math.floor(index / 3)}, ${double(value)})`).join(', ');
  const query = sql<{ total: number | null }>`select ${exactTotal('x')} as total from (
    select ${sql.join(exactSums('x', sql.ref('x')).map((digit) => sql`${digit}`))} from (values ${sql.raw(rows)}) as v(part, x) group by part
  ) as parts`;
  const {
    rows: [row],
  } = await query.execute(db);
  return row?.total ?? null;
}

/** A double as an integer times 2^-1074, so that sums of them are exact. */
export function toExact(value: number): bigint {
  const [bits = 0n] = new BigUint64Array(new Float64Array([value]).buffer);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const mantissa = (bits & 0xfffffffffffffn) | (exponent === 0 ? 0n : 0x10000000000000n);
  return mantissa << BigInt(Math.max(exponent, 1) - 1);
}
