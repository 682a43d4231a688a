import { fuzzRows } from './expression-forms.ts';

/** Aggregates, and what follows their statement. Those that depend on the order of rows are left out. */
export const aggregates = {
  from: `${fuzzRows} GROUP BY p ORDER BY p`,
  forms: [
    'count({varchar})',
    'count(DISTINCT {bigint})',
    'count(DISTINCT {double})',
    'sum({bigint})',
    'sum({integer})',
    'sum({decimal})',
    'sum(DISTINCT {integer})',
    'avg({bigint})',
    'avg({decimal})',
    ...['integer', 'double', 'decimal', 'varchar', 'boolean', 'date', 'timestamp', 'instant'].flatMap((type) => [
      `min({${type}})`,
      `max({${type}})`,
    ]),
    'min_by({varchar}, b)',
    'max_by({double}, b)',
    'bool_and({boolean})',
    'bool_or({boolean})',
    'count_if({boolean})',
    'array_agg({bigint} ORDER BY b)',
    'array_agg({varchar} ORDER BY b DESC)',
    "listagg({varchar}, '-') WITHIN GROUP (ORDER BY b)",
    'count(*) FILTER (WHERE {boolean})',
    'max({integer}) FILTER (WHERE {boolean})',
    'try(sum({bigint}) / sum({integer}))',
    'coalesce(sum({bigint}), -1)',
    'sum({integer}) * 1.0 / count(*)',
    "element_at(map_agg(b, {varchar}), BIGINT '3')",
    'max({bigint}, 2)',
  ],
} as const;

/** Functions over windows, and what follows their statement. */
export const windows = {
  from: `${fuzzRows} ORDER BY b`,
  forms: [
    'row_number() OVER (ORDER BY b)',
    'rank() OVER (ORDER BY {integer})',
    'dense_rank() OVER (ORDER BY {double} DESC)',
    'percent_rank() OVER (ORDER BY {date})',
    'sum({bigint}) OVER (ORDER BY b)',
    'sum({decimal}) OVER (PARTITION BY p ORDER BY b)',
    'count({varchar}) OVER (ORDER BY b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)',
    'avg({bigint}) OVER (PARTITION BY {boolean} ORDER BY b)',
    'max({double}) OVER (ORDER BY b)',
    'min({varchar}) OVER (PARTITION BY {integer})',
    'lag({varchar}) OVER (ORDER BY b)',
    'lag({bigint}, 2, -1) OVER (ORDER BY b)',
    'lead({double}) IGNORE NULLS OVER (ORDER BY b)',
    'first_value({timestamp}) OVER (PARTITION BY p ORDER BY b)',
    'last_value({decimal}) IGNORE NULLS OVER (ORDER BY b)',
    'nth_value({instant}, 2) OVER (ORDER BY b)',
    'ntile(2) OVER (ORDER BY b)',
  ],
} as const;
