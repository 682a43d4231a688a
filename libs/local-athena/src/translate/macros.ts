const nan = "CAST('NaN' AS DOUBLE)";
const infinity = "CAST('Infinity' AS DOUBLE)";
const byZero = "error('DIVISION_BY_ZERO: Division by zero')";
/** The characters that Trino's trim removes. Source: Java, `Character.isWhitespace`. */
const space =
  ' \t\n\u000B\f\r\u001C\u001D\u001E\u001F\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200A\u2028\u2029\u205F\u3000';

/**
 * The DuckDB macros that translated statements call. They do not depend on any DuckDB setting.
 *
 * - trino_divide: division of doubles by 0 is Infinity or NaN, whatever `ieee_floating_point_ops` says.
 * - trino_decimal_divide: whole numbers, rounded half away from zero.
 * - trino_scientific: digits and exponent as Java prints them, from DuckDB's shortest text of a double.
 * - trino_instant: of the two instants of a time that the clock shows twice Trino takes the earlier one, DuckDB the later.
 * - trino_instant_near: the one with the offset of an instant, where there is one.
 * - trino_substr: a start of 0, or one before the text, gives an empty text.
 * - trino_json_scalar: DuckDB reformats JSON numbers (`1.50` becomes `1.5`), so numbers that could differ are refused.
 */
const macros: readonly (readonly [signature: string, body: string])[] = [
  ['trino_int_divide(a, b)', `CASE WHEN b = 0 AND a IS NOT NULL THEN ${byZero} ELSE a // b END`],
  ['trino_remainder(a, b)', `CASE WHEN b = 0 AND a IS NOT NULL THEN ${byZero} ELSE a % b END`],
  [
    'trino_divide(a, b)',
    `CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN b <> 0 THEN a / b WHEN a = 0 OR isnan(a) THEN ${nan} WHEN (a < 0) = signbit(b) THEN ${infinity} ELSE -${infinity} END`,
  ],
  [
    'trino_double_remainder(a, b)',
    `CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN b = 0 OR isinf(a) THEN ${nan} WHEN isinf(b) THEN a ELSE a % b END`,
  ],
  [
    'trino_decimal_divide(a, b)',
    `CASE WHEN b = 0 AND a IS NOT NULL THEN ${byZero} ELSE (2 * abs(a) + abs(b)) // (2 * abs(b)) * CASE WHEN (a < 0) = (b < 0) THEN 1 ELSE -1 END END`,
  ],
  [
    'trino_equal(a, b)',
    'CASE WHEN isnan(a) OR isnan(b) THEN CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN FALSE END ELSE a = b END',
  ],
  [
    'trino_less(a, b)',
    'CASE WHEN isnan(a) OR isnan(b) THEN CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN FALSE END ELSE a < b END',
  ],
  [
    'trino_at_most(a, b)',
    'CASE WHEN isnan(a) OR isnan(b) THEN CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN FALSE END ELSE a <= b END',
  ],
  [
    'trino_equal_lists(a, b, wanted)',
    "CASE WHEN len(list_filter(a, lambda one: one IS NULL)) + len(list_filter(b, lambda one: one IS NULL)) > 0 THEN error('NOT_SUPPORTED: A comparison of arrays with NULL in them is not supported here; run it on Athena') ELSE (a = b) = wanted END",
  ],
  [
    'trino_power(a, b)',
    `CASE WHEN isnan(b) OR (abs(a) = 1 AND isinf(b)) THEN CASE WHEN a IS NOT NULL THEN ${nan} END ELSE power(a, b) END`,
  ],
  ['trino_known(x)', 'CASE WHEN NOT isnan(x) THEN x END'],
  ['trino_digits(t)', "regexp_replace(replace(split_part(t, 'e', 1), '.', ''), '^0+', '')"],
  [
    'trino_exponent(t)',
    "CAST(coalesce(nullif(split_part(t, 'e', 2), ''), '0') AS INTEGER) + length(split_part(split_part(t, 'e', 1), '.', 1)) - 1 - (length(replace(split_part(t, 'e', 1), '.', '')) - length(trino_digits(t)))",
  ],
  [
    'trino_scientific(t)',
    "trino_digits(t)[1] || '.' || coalesce(nullif(rtrim(trino_digits(t)[2:], '0'), ''), '0') || 'E' || trino_exponent(t)",
  ],
  [
    'trino_double_text(x)',
    "CASE WHEN isnan(x) THEN 'NaN' WHEN isinf(x) THEN CASE WHEN x > 0 THEN 'Infinity' ELSE '-Infinity' END WHEN x = 0 THEN CASE WHEN signbit(x) THEN '-0E0' ELSE '0E0' END ELSE CASE WHEN x < 0 THEN '-' ELSE '' END || trino_scientific(CAST(abs(x) AS VARCHAR)) END",
  ],
  ['trino_trim(x)', `trim(x, '${space}')`],
  ['trino_ltrim(x)', `ltrim(x, '${space}')`],
  ['trino_rtrim(x)', `rtrim(x, '${space}')`],
  [
    'trino_upper(x)',
    "CASE WHEN contains(x, 'ß') THEN array_to_string(list_transform(string_split(x, 'ß'), lambda part: upper(part)), 'ß') ELSE upper(x) END",
  ],
  ['trino_substr_from(x, start)', "CASE WHEN start = 0 OR start < -length(x) THEN '' ELSE substr(x, start) END"],
  [
    'trino_substr(x, start, size)',
    "CASE WHEN start = 0 OR start < -length(x) OR size <= 0 THEN '' ELSE substr(x, start, size) END",
  ],
  [
    'trino_reverse(x)',
    "CASE WHEN length(x) = strlen(x) THEN reverse(x) WHEN x IS NOT NULL THEN array_to_string(list_transform(range(length(x)), lambda place: substr(x, length(x) - place, 1)), '') END",
  ],
  [
    'trino_instant(zone, clock)',
    "CASE WHEN timezone(zone, timezone('UTC', timezone('UTC', timezone(zone, clock)) - to_hours(1))) = clock THEN timezone('UTC', timezone('UTC', timezone(zone, clock)) - to_hours(1)) ELSE timezone(zone, clock) END",
  ],
  [
    'trino_instant_near(zone, clock, before)',
    "CASE WHEN timezone(zone, timezone('UTC', timezone('UTC', before) + (clock - timezone(zone, before)))) = clock THEN timezone('UTC', timezone('UTC', before) + (clock - timezone(zone, before))) ELSE trino_instant(zone, clock) END",
  ],
  [
    'trino_pad(x, size, padded)',
    "CASE WHEN size < 0 THEN error('INVALID_FUNCTION_ARGUMENT: Target length must be in the range [0..2147483647]') ELSE padded END",
  ],
  [
    'trino_split(list, n, separator)',
    "CASE WHEN n <= 0 THEN error('INVALID_FUNCTION_ARGUMENT: Limit must be positive') WHEN list IS NULL OR n IS NULL THEN NULL WHEN len(list) <= n THEN list ELSE list_append(list[1:n - 1], array_to_string(list[n:], separator)) END",
  ],
  [
    'trino_unhex(x)',
    "CASE WHEN length(x) % 2 = 1 THEN error('INVALID_FUNCTION_ARGUMENT: The input string length must be even') ELSE unhex(x) END",
  ],
  [
    'trino_parse(x, pattern, year, format)',
    "CASE WHEN regexp_full_match(x, pattern) THEN strptime(year || x, format) WHEN x IS NOT NULL THEN error('INVALID_FUNCTION_ARGUMENT: Invalid format: \"' || x || '\"') END",
  ],
  [
    'trino_grouped(x)',
    "CASE WHEN starts_with(x, '-') THEN '-' ELSE '' END || format('{:,}', CAST(ltrim(split_part(x, '.', 1), '-') AS BIGINT)) || CASE WHEN contains(x, '.') THEN '.' || split_part(x, '.', 2) ELSE '' END",
  ],
  ['trino_distinct(list)', 'list_filter(list, lambda one, place: list_position(list, one) = place)'],
  [
    'trino_overlap(a, b)',
    'CASE WHEN len(list_filter(a, lambda one: one IS NOT NULL AND list_contains(b, one))) > 0 THEN TRUE WHEN len(a) > 0 AND len(b) > 0 AND (len(list_filter(a, lambda one: one IS NULL)) > 0 OR len(list_filter(b, lambda one: one IS NULL)) > 0) THEN NULL WHEN a IS NOT NULL AND b IS NOT NULL THEN FALSE END',
  ],
  [
    'trino_trim_array(list, n)',
    "CASE WHEN n < 0 OR n > len(list) THEN error('INVALID_FUNCTION_ARGUMENT: size must not exceed array cardinality') ELSE list[1:len(list) - n] END",
  ],
  [
    'trino_month_sequence(a, b, step)',
    "CASE WHEN step <= 0 OR b < a THEN error('NOT_SUPPORTED: sequence of months backwards is not supported here; run it on Athena') ELSE list_filter(list_transform(range(datediff('month', a, b) // step + 1), lambda n: a + to_months(CAST(n * step AS INTEGER))), lambda one: one <= b) END",
  ],
  [
    'trino_first_values(entries)',
    'CASE WHEN len(list_filter(entries, lambda one: one.k IS NOT NULL)) > 0 THEN map_from_entries(list_filter(entries, lambda one, place: one.k IS NOT NULL AND list_position(list_transform(entries, lambda other: other.k), one.k) = place)) END',
  ],
  [
    'trino_replace(x, a, b)',
    "CASE WHEN a = '' THEN error('NOT_SUPPORTED: replace of an empty text is not supported here; run it on Athena') ELSE replace(x, a, b) END",
  ],
  [
    'trino_contains(list, x)',
    'CASE WHEN x IS NULL OR list IS NULL THEN NULL WHEN list_contains(list, x) THEN TRUE WHEN len(list_filter(list, lambda one: one IS NULL)) > 0 THEN NULL ELSE FALSE END',
  ],
  [
    'trino_any_match(truths)',
    'CASE WHEN list_contains(truths, TRUE) THEN TRUE WHEN len(list_filter(truths, lambda one: one IS NULL)) > 0 THEN NULL WHEN truths IS NOT NULL THEN FALSE END',
  ],
  [
    'trino_all_match(truths)',
    'CASE WHEN list_contains(truths, FALSE) THEN FALSE WHEN len(list_filter(truths, lambda one: one IS NULL)) > 0 THEN NULL WHEN truths IS NOT NULL THEN TRUE END',
  ],
  [
    'trino_subscript(list, n)',
    "CASE WHEN n = 0 THEN error('INVALID_FUNCTION_ARGUMENT: SQL array indices start at 1') WHEN n < 0 THEN error('INVALID_FUNCTION_ARGUMENT: Array subscript is negative: ' || n) WHEN n > len(list) THEN error('INVALID_FUNCTION_ARGUMENT: Array subscript must be less than or equal to array length: ' || n || ' > ' || len(list)) ELSE list_extract(list, n) END",
  ],
  [
    'trino_element_at(list, n)',
    "CASE WHEN n = 0 THEN error('INVALID_FUNCTION_ARGUMENT: SQL array indices start at 1') ELSE list_extract(list, n) END",
  ],
  [
    'trino_map_value(m, k)',
    "CASE WHEN m IS NOT NULL AND NOT map_contains(m, k) THEN error('INVALID_FUNCTION_ARGUMENT: Key not present in map') ELSE map_extract_value(m, k) END",
  ],
  [
    'trino_slice(list, start, size)',
    "CASE WHEN size < 0 OR start = 0 THEN error('INVALID_FUNCTION_ARGUMENT: SQL array indices start at 1') WHEN abs(start) > len(list) OR size = 0 THEN list[1:0] WHEN start > 0 THEN list[start:start + size - 1] ELSE list[len(list) + start + 1:len(list) + start + size] END",
  ],
  [
    'trino_sequence(a, b, step)',
    "CASE WHEN step = 0 OR (b - a) * step < 0 THEN error('INVALID_FUNCTION_ARGUMENT: sequence stop value should be greater than or equal to start value if step is greater than zero otherwise stop should be less than or equal to start') WHEN (b - a) // step >= 10000 THEN error('INVALID_FUNCTION_ARGUMENT: result of sequence function must not have more than 10000 entries') ELSE generate_series(a, b, step) END",
  ],
  [
    'trino_json_scalar(doc, path)',
    "CASE WHEN json_valid(doc) THEN CASE WHEN regexp_matches(CAST(doc AS VARCHAR), '[0-9][.][0-9]+0([^0-9]|$)|[0-9][eE]|[0-9]{16}|-0') THEN error('NOT_SUPPORTED: json_extract_scalar from JSON with such numbers (1.50, 1e5, more than 15 digits) is not supported here; run it on Athena') WHEN json_type(doc, path) IN ('VARCHAR', 'BIGINT', 'UBIGINT', 'DOUBLE', 'BOOLEAN') THEN json_extract_string(doc, path) END END",
  ],
  [
    'trino_width_bucket(x, low, high, n)',
    "CASE WHEN n <= 0 OR isnan(x) OR low >= high OR NOT isfinite(low) OR NOT isfinite(high) THEN error('INVALID_FUNCTION_ARGUMENT: width_bucket needs a bucket count above zero, finite bounds, the lower first, and a number') WHEN x < low THEN 0 WHEN x >= high THEN n + 1 ELSE CAST(floor(n * (x - low) / (high - low)) AS BIGINT) + 1 END",
  ],
  [
    'trino_beta_cdf(a, b, v)',
    "CASE WHEN a <> floor(a) OR b <> floor(b) THEN error('NOT_SUPPORTED: beta_cdf is answered here for whole a and b only; run it on Athena') ELSE list_sum(list_transform(range(CAST(b AS BIGINT)), lambda i: exp(lgamma(a + b) - lgamma(i + 1) - lgamma(a + b - i) + i * ln(1 - v) + (a + b - 1 - i) * ln(v)))) END",
  ],
];

const isFallible = (body: string): boolean => /\berror\(/.test(body);
const nameOf = (signature: string): string => signature.slice(0, signature.indexOf('('));

/** Names of macros that fail, also by others that they call. */
const fallible = macros.reduce<ReadonlySet<string>>((found, [signature, body]) => {
  const calls = [...found].some((name) => body.includes(`${name}(`));
  return isFallible(body) || calls ? new Set([...found, nameOf(signature)]) : found;
}, new Set());

/** What fails in a way that DuckDB's TRY takes: `error` is volatile there. It has the smallest type, so that CASE has the other one. */
const inTry = (sql: string): string =>
  sql
    .split(/('(?:[^']|'')*')/)
    .map((piece) =>
      piece.startsWith("'")
        ? piece
        : piece.replaceAll(/\b(error|trino_\w+)\(/g, (call: string, name: string) =>
            name === 'error' ? 'trino_failure(' : fallible.has(name) ? `try_${name}(` : call,
          ),
    )
    .join('');

/** A refusal must not become NULL. */
const isRefusing = (sql: string): boolean =>
  /NOT_SUPPORTED/.test(sql) ||
  macros.some(([signature, body]) => sql.includes(`${nameOf(signature)}(`) && /NOT_SUPPORTED/.test(body));

/**
 * TRY of an expression: NULL where it fails; null when a part of it may be refused while it runs.
 *
 * @example
 * tryOf('trino_int_divide(a, b)'); // 'TRY(try_trino_int_divide(a, b))'
 */
export const tryOf = (sql: string): string | null => (isRefusing(sql) ? null : `TRY(${inTry(sql)})`);

const tryMacros = macros
  .filter(([signature, body]) => fallible.has(nameOf(signature)) && !isRefusing(body))
  .map(([signature, body]) => {
    // With something of the row in it, so that DuckDB does not evaluate it once for all rows.
    const [first = ''] = signature.slice(signature.indexOf('(') + 1, -1).split(', ');
    return [
      `try_${signature}`,
      inTry(body).replaceAll('trino_failure(', `trino_failure(concat(${first}) || `),
    ] as const;
  });

/**
 * The statements that create the macros; each is idempotent.
 *
 * @example
 * for (const statement of trinoMacros) await connection.run(statement);
 */
export const trinoMacros: readonly string[] = [
  ['trino_failure(message)', "CAST('failed: ' || message AS TINYINT)"] as const,
  ...macros,
  ...tryMacros,
].map(([signature, body]) => `CREATE OR REPLACE MACRO ${signature} AS ${body}`);
