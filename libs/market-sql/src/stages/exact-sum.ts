import { type Expression, sql } from 'kysely';

/** Exponents of the digits' units, the largest first. A digit has 41 bits: 3,600 of them, an hour of second bars, stay below 2^53, where sums of doubles are exact. */
const exponents = [60, 19, -22, -63, -104] as const;

/** Text that Trino and DuckDB both read as this very double. */
const double = (value: number) => sql.raw(value.toExponential().replace('e', 'E').replace('E+', 'E'));

/**
 * Sums of doubles that do not depend on the order of the rows, bit for bit the same on every engine. Each value from 0 to
 * `maxSummand` is cut into five digits of 41 bits (`name_1` to `name_5`), whole numbers whose sums are exact; `exactTotal` puts them
 * together again. DECIMAL(38, s) cannot do that: it holds either 1e30 or 1e-30, and engines round differently when they cast to it.
 *
 * What a value has below 2^-104 is cut off; the total is otherwise the exact sum, within one unit of its last place.
 *
 * Shows: `sum(floor("volume" / 2^60)) as "volume_1", sum(floor(("volume" - floor("volume" / 2^60) * 2^60) / 2^19)) as "volume_2", ...`
 *
 * @example
 * eb => exactSums('volume', eb.ref('volume'))
 */
export function exactSums(name: string, value: Expression<number | null>) {
  return exponents.map((exponent, index) => {
    const higher = exponents[index - 1];
    const rest =
      higher === undefined
        ? sql`${value}`
        : sql`(${value} - floor(${value} * ${double(2 ** -higher)}) * ${double(2 ** higher)})`;
    return sql<number | null>`sum(floor(${rest} * ${double(2 ** -exponent)}))`.as(digitName(name, index) as 'digit_1');
  });
}

/**
 * The total of exact sums, or of sums of them; NULL where no value was summed.
 *
 * Shows: `sum("volume_5") * 2^-104 + sum("volume_4") * 2^-63 + ... + sum("volume_1") * 2^60`
 *
 * @example
 * exactTotal('volume').as('volume')
 */
export function exactTotal(name: string) {
  const terms = exponents.map(
    (exponent, index) => sql`sum(${sql.ref(digitName(name, index))}) * ${double(2 ** exponent)}`,
  );
  return sql<number | null>`(${sql.join(terms.reverse(), sql` + `)})`;
}

const digitName = (name: string, index: number): string => `${name}_${index + 1}`;
