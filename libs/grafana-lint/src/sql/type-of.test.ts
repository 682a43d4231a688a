import { describe, expect, test } from 'vitest';
import { tokenize } from './tokenize.ts';
import { typeOf } from './type-of.ts';

describe('typeOf', () => {
  test.each([
    { sql: '1', type: 'integer' },
    { sql: '1.5', type: 'decimal' },
    { sql: '1.5E0', type: 'double' },
    { sql: '-1.5', type: 'decimal' },
    { sql: "decimal '1.5'", type: 'decimal' },
    { sql: 'price', type: 'unknown' },
    { sql: 'count(*) * 1.5', type: 'decimal' },
    { sql: '100.0 * sum(x) / count(*)', type: 'unknown' },
    { sql: 'cast(x as double) * 100.0 / nullif(count(*), 0)', type: 'double' },
    {
      sql: 'round(cast(sum(case when ok then 1 else 0 end) as double) * 100.0 / nullif(count(*), 0), 2)',
      type: 'double',
    },
    { sql: 'round(1.25, 1)', type: 'decimal' },
    { sql: 'cast(x as decimal(18, 4))', type: 'decimal' },
    { sql: 'cast(cast(x as decimal(18, 4)) as double)', type: 'double' },
    { sql: 'try_cast(x as bigint)', type: 'integer' },
    { sql: 'approx_percentile(cast(x as double), 0.75)', type: 'double' },
    { sql: 'approx_percentile(x, 0.75)', type: 'unknown' },
    { sql: 'avg(x) * 1.5', type: 'unknown' },
    { sql: 'avg(1.5)', type: 'decimal' },
    { sql: 'avg(length(ticker))', type: 'double' },
    { sql: 'stddev(x) / 2.5', type: 'double' },
    { sql: 'sum(case when ok then 1.0 else 0 end)', type: 'decimal' },
    { sql: 'sum(case when ok then 1.0 else x end)', type: 'unknown' },
    { sql: 'case when a > 1.5 then 1 else 0 end', type: 'integer' },
    { sql: 'case when a then case when b then 1.5 end else 2 end', type: 'decimal' },
    { sql: 'coalesce(null, 1.5)', type: 'decimal' },
    { sql: 'coalesce(x, 0.0)', type: 'unknown' },
    { sql: 'if(ok, 1.5, 2)', type: 'decimal' },
    { sql: 'a > 1.5', type: 'boolean' },
    { sql: "'a' || 1.5", type: 'text' },
    { sql: '(1.5 + 2)', type: 'decimal' },
    { sql: '(select 1.5)', type: 'unknown' },
    { sql: 'max(1.5) over (partition by ticker)', type: 'decimal' },
    { sql: 'min_by(1.5, t)', type: 'decimal' },
    { sql: "with_timezone(cast(t as timestamp(3)), 'UTC')", type: 'time' },
    { sql: "t at time zone 'UTC'", type: 'time' },
    { sql: "date_trunc('hour', t) + interval '1' hour", type: 'time' },
    { sql: "$__timeGroup(t, '1h')", type: 'time' },
    { sql: "date_format(t, '%H')", type: 'text' },
    { sql: 'to_unixtime(t)', type: 'double' },
    { sql: 'unheard_of(1.5)', type: 'unknown' },
    { sql: '', type: 'unknown' },
    { sql: 'round(1.5', type: 'decimal' },
  ])('$sql is $type', ({ sql, type }) => {
    expect(typeOf(tokenize(sql))).toBe(type);
  });
});
