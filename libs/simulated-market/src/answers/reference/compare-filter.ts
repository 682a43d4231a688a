import type * as z from 'zod';

const OPERATORS = ['', '.gt', '.gte', '.lt', '.lte'] as const;

/** The vendor's filters on one field, by full parameter name: `ticker`, `ticker.gt`, ... */
export type CompareFilter = Readonly<Record<string, string | undefined>>;

/**
 * The query parameters `name`, `name.gt`, `name.gte`, `name.lt`, `name.lte` as optional texts of one kind.
 *
 * @example
 * const QUERY = z.object({ ...compareParameters('ticker', z.string()) });
 */
export function compareParameters(
  name: string,
  kind: z.ZodType<string, string>,
): Record<string, z.ZodOptional<z.ZodType<string, string>>> {
  return Object.fromEntries(OPERATORS.map((operator) => [`${name}${operator}`, kind.optional()]));
}

/**
 * The text parameters of a parsed query: the input of {@link passesCompare}.
 *
 * @example
 * toCompareFilter({ 'ticker.gte': 'M', limit: 100 }); // { 'ticker.gte': 'M' }
 */
export function toCompareFilter(query: Readonly<Record<string, unknown>>): CompareFilter {
  return Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/**
 * Whether a value passes the filters on its field. Texts compare by code unit, so dates compare as dates.
 *
 * @example
 * passesCompare('ticker', 'MSFT', { 'ticker.gte': 'M' }); // true
 */
export function passesCompare(name: string, value: string, filter: CompareFilter): boolean {
  const bound = (operator: (typeof OPERATORS)[number]) => filter[`${name}${operator}`];
  const [equal, above, least, below, most] = OPERATORS.map(bound);
  return (
    (equal === undefined || value === equal) &&
    (above === undefined || value > above) &&
    (least === undefined || value >= least) &&
    (below === undefined || value < below) &&
    (most === undefined || value <= most)
  );
}
