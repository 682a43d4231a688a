import { type CaseGroup, group } from '../case-group.ts';

const values = [
  "('a', 1, BIGINT '10', 1.5e0, DECIMAL '1.25', 'x', true, DATE '2026-01-01', TIMESTAMP '2026-01-01 10:00:00')",
  "('a', 2, BIGINT '20', -2.5e0, DECIMAL '2.50', 'y', false, DATE '2026-01-03', TIMESTAMP '2026-01-03 10:00:00')",
  "('a', 2, NULL, 4e0, NULL, 'y', true, NULL, NULL)",
  "('b', 5, BIGINT '-3', nan(), DECIMAL '-0.01', NULL, NULL, DATE '2025-12-31', TIMESTAMP '2025-12-31 10:00:00')",
  "('b', NULL, BIGINT '7', 2e0, DECIMAL '3.00', '', true, DATE '2026-01-02', TIMESTAMP '2026-01-02 10:00:00')",
  "('c', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
].join(', ');
const from = `FROM (VALUES ${values}) t(g, i, n, x, d, s, p, day, at)`;
const finite = `${from} WHERE g = 'a'`;
const grouped = (expression: string): string => `SELECT g, ${expression} ${from} GROUP BY g ORDER BY g`;
const over = (expression: string): string => `SELECT g, i, ${expression} AS v ${from} ORDER BY g, i, n, x`;
const all = (name: string, ...args: readonly string[]): CaseGroup =>
  group(
    name,
    args.flatMap((arg) => [
      grouped(`${name}(${arg})`),
      `SELECT ${name}(${arg}) ${from} WHERE false`,
      `SELECT ${name}(${arg}) FILTER (WHERE i > 1) ${from}`,
    ]),
    { digits: 14 },
  );
const statistic = (name: string, ...args: readonly string[]): CaseGroup =>
  group(
    name,
    args.flatMap((arg) => [
      `SELECT ${name}(${arg}) ${finite}`,
      `SELECT ${name}(${arg}) ${from} WHERE false`,
      `SELECT ${name}(${arg}) ${from}`,
      `SELECT ${name}(${arg}) ${from} WHERE i = 1`,
    ]),
    { digits: 13 },
  );
const ordered = 'PARTITION BY g ORDER BY i, n, x';

/** Aggregates and window functions. */
export const aggregateCases: readonly CaseGroup[] = [
  all('count', '*', 'i', 'x', 'DISTINCT i', 'DISTINCT s', 'NULL', '1'),
  all('sum', 'i', 'n', 'x', 'd', 'DISTINCT i', 'DISTINCT d', 's', 'day', "REAL '1.1'"),
  all('avg', 'i', 'n', 'x', 'd', 'DISTINCT i', "REAL '1.1'", 's'),
  all('min', 'i', 'x', 'd', 's', 'p', 'day', 'at', 'i, 2'),
  all('max', 'i', 'x', 'd', 's', 'p', 'day', 'at', 'x, 2'),
  all('count_if', 'p', 'i > 1', 'i'),
  all('bool_and', 'p'),
  all('bool_or', 'p'),
  all('every', 'p'),
  group('min_by', [
    grouped('min_by(s, n)'),
    grouped('min_by(n, i)'),
    grouped('min_by(i, n)'),
    `SELECT min_by(g, d) ${from}`,
    `SELECT min_by(g, x) ${finite}`,
    `SELECT min_by(s, at) ${from}`,
    `SELECT min_by(s, n, 2) ${from}`,
  ]),
  group('max_by', [
    grouped('max_by(s, n)'),
    grouped('max_by(i, n)'),
    `SELECT max_by(g, d) ${from}`,
    `SELECT max_by(s, x) ${from}`,
    `SELECT max_by(g, day) ${from}`,
    `SELECT max_by(g, n, 2) ${from}`,
  ]),
  group('arbitrary', [
    `SELECT arbitrary(g) ${finite}`,
    `SELECT any_value(g) ${finite}`,
    `SELECT arbitrary(s) ${from} WHERE s IS NULL`,
  ]),
  group('array_agg', [
    grouped('array_agg(i ORDER BY i)'),
    grouped('array_agg(s ORDER BY n DESC)'),
    `SELECT array_agg(DISTINCT i ORDER BY i) ${from}`,
    `SELECT array_agg(i ORDER BY i) FILTER (WHERE i > 1) ${from}`,
    `SELECT array_agg(i) ${from} WHERE false`,
    `SELECT array_agg(x ORDER BY x) ${from}`,
  ]),
  group('listagg', [
    `SELECT listagg(s, ',') WITHIN GROUP (ORDER BY n) ${from}`,
    grouped("listagg(g, '-') WITHIN GROUP (ORDER BY i)"),
    `SELECT listagg(s) WITHIN GROUP (ORDER BY n DESC) ${from}`,
    `SELECT listagg(DISTINCT s, ',') WITHIN GROUP (ORDER BY s) ${from}`,
    `SELECT listagg(s, ',') ${from} WHERE false`,
  ]),
  group('map_agg', [
    `SELECT map_agg(s, n) ${finite}`,
    `SELECT map_agg(g, i) ${from} WHERE i = 5`,
    `SELECT map_agg(g, i) ${from} WHERE false`,
    `SELECT element_at(map_agg(s, n), 'x') ${from}`,
    `SELECT cardinality(map_agg(g, 1)) ${from}`,
    `SELECT map_agg(k, v)['b'] FROM (VALUES ('a', 1), ('b', 2)) t(k, v)`,
  ]),
  group('histogram', [`SELECT histogram(g) ${from}`, `SELECT element_at(histogram(i), 2) ${from}`]),
  group('multimap_agg', [`SELECT multimap_agg(g, 1) ${finite}`]),
  group('set_agg, set_union', [`SELECT set_agg(i) ${finite}`, `SELECT cardinality(set_union(ARRAY[i])) ${from}`]),
  group('approx_distinct', [
    `SELECT approx_distinct(i) ${from}`,
    `SELECT approx_distinct(s) ${from}`,
    `SELECT approx_distinct(s, 0.01e0) ${from}`,
    `SELECT approx_distinct(i) ${from} WHERE false`,
    `SELECT approx_distinct(x) FROM unnest(sequence(1, 200)) t(x)`,
  ]),
  group('approx_percentile', [
    `SELECT approx_percentile(i, 0.5) ${from}`,
    `SELECT approx_percentile(x, 0.9) ${finite}`,
    `SELECT approx_percentile(i, ARRAY[0.25, 0.75]) ${from}`,
    `SELECT approx_percentile(i, 1, 0.5) ${from}`,
    `SELECT approx_percentile(i, 0.5) ${from} WHERE false`,
    `SELECT approx_percentile(x, 0.5) FROM unnest(sequence(1, 200)) t(x)`,
    `SELECT approx_percentile(d, 0.5) ${from}`,
  ]),
  ...['stddev', 'stddev_samp', 'stddev_pop', 'variance', 'var_samp', 'var_pop'].map((name) =>
    statistic(name, 'i', 'n', 'x', 'd'),
  ),
  ...['covar_pop', 'covar_samp', 'corr', 'regr_slope', 'regr_intercept'].map((name) =>
    statistic(name, 'i, x', 'x, n', 'i, 1'),
  ),
  statistic('skewness', 'i', 'x'),
  statistic('kurtosis', 'i', 'x'),
  statistic('geometric_mean', 'i', 'n'),
  statistic('entropy', 'i'),
  all('bitwise_and_agg', 'i'),
  all('bitwise_or_agg', 'i'),
  group('checksum', [`SELECT checksum(i) IS NOT NULL ${from}`]),
  group('reduce_agg', [`SELECT reduce_agg(i, 0, (a, b) -> a + b, (a, b) -> a + b) ${from}`]),
  group('GROUP BY', [
    `SELECT g, count(*) ${from} GROUP BY ROLLUP (g) ORDER BY g`,
    `SELECT g, i, count(*), grouping(g, i) ${from} GROUP BY CUBE (g, i) ORDER BY 1, 2, 4`,
    `SELECT g, i, count(*) ${from} GROUP BY GROUPING SETS ((g), (i), ()) ORDER BY 1, 2, 3`,
    `SELECT x, count(*) ${from} GROUP BY x ORDER BY x`,
    `SELECT 1, count(*) ${from} GROUP BY 1`,
    `SELECT i + 1, count(*) ${from} GROUP BY i + 1 ORDER BY 1`,
    `SELECT upper(g), count(*) ${from} GROUP BY upper(g) HAVING count(*) > 1 ORDER BY 1`,
    `SELECT g AS k, count(*) ${from} GROUP BY k`,
    `SELECT g, i, count(*) ${from} GROUP BY g`,
    `SELECT g, count(*) AS c ${from} GROUP BY g HAVING c > 1`,
    `SELECT g, count(*) ${from} GROUP BY ALL`,
    `SELECT count(*) ${from} HAVING count(*) > 100`,
    `SELECT g, sum(i) * 1.0 / count(*) ${from} GROUP BY g ORDER BY 1`,
    `SELECT g, sum(n) / count(*) ${from} GROUP BY g ORDER BY 1`,
    `SELECT sum(DISTINCT i), count(DISTINCT g), avg(i) ${from}`,
  ]),
  group(
    'row_number, rank',
    ['row_number()', 'rank()', 'dense_rank()', 'percent_rank()', 'cume_dist()', 'ntile(2)', 'ntile(4)'].map((name) =>
      over(`${name} OVER (${ordered})`),
    ),
  ),
  group(
    'lag, lead',
    [
      'lag(n)',
      'lead(n)',
      'lag(n, 2)',
      'lead(n, 1, -1)',
      'lag(n, 1, 2.5)',
      'lag(n, 0)',
      'lag(s) IGNORE NULLS',
      'lead(n) IGNORE NULLS',
      'lag(n, NULL)',
      'lag(n, -1)',
    ].map((name) => over(`${name} OVER (${ordered})`)),
  ),
  group(
    'first_value, last_value, nth_value',
    [
      'first_value(n)',
      'last_value(n)',
      'nth_value(n, 2)',
      'first_value(n) IGNORE NULLS',
      'last_value(n) IGNORE NULLS',
      'nth_value(n, 0)',
      'nth_value(n, 1) IGNORE NULLS',
    ].map((name) => over(`${name} OVER (${ordered})`)),
  ),
  group(
    'aggregates OVER',
    [
      ...[
        'sum(n)',
        'avg(n)',
        'count(*)',
        'min(n)',
        'max(x)',
        'sum(d)',
        'count_if(p)',
        'bool_and(p)',
        'array_agg(i)',
        'stddev(n)',
        'max_by(s, n)',
        'avg(d)',
        'arbitrary(g)',
      ].map((name) => over(`${name} OVER (${ordered})`)),
      ...[
        'ROWS BETWEEN 1 PRECEDING AND CURRENT ROW',
        'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING',
        'ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING',
        'ROWS 2 PRECEDING',
        'ROWS BETWEEN 3 PRECEDING AND 2 PRECEDING',
      ].map((frame) => over(`sum(n) OVER (ORDER BY g, i, n, x ${frame})`)),
      ...[
        'RANGE BETWEEN 1 PRECEDING AND CURRENT ROW',
        'RANGE BETWEEN CURRENT ROW AND 2 FOLLOWING',
        'GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW',
      ].map((frame) => over(`sum(n) OVER (ORDER BY i ${frame})`)),
      over("count(*) OVER (ORDER BY day RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW)"),
      over('sum(n) OVER ()'),
      over('sum(count(*)) OVER ()'),
      `SELECT g, sum(count(*)) OVER (ORDER BY g) ${from} GROUP BY g ORDER BY g`,
      `SELECT g, rank() OVER (ORDER BY sum(n) DESC) ${from} GROUP BY g ORDER BY g`,
      `SELECT g, sum(n) OVER w ${from} WINDOW w AS (PARTITION BY g) ORDER BY g, i, n`,
      `SELECT row_number() ${from}`,
      over(`count(DISTINCT i) OVER (PARTITION BY g)`),
      over(`sum(n) FILTER (WHERE p) OVER (PARTITION BY g)`),
    ],
    { digits: 14 },
  ),
];
