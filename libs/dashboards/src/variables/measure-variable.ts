import { hourlyVolatilityTable } from '@tickerlake/record-schema';
import { type RawBuilder, sql } from 'kysely';
import type { CustomVariable } from '../classic-dashboard.ts';

const known: Readonly<Record<string, string>> = {
  hourly_var: 'Range $ (hourly_var)',
  range_pct: 'Range %',
  log_range: 'Log range',
  pk: 'Parkinson variance',
  gk: 'Garman-Klass variance',
  rs: 'Rogers-Satchell variance',
  realized_var: 'Realized variance',
  bipower_var: 'Bipower variance',
};

/** The measures of the hour that the table has, in the order in which they are offered: the first is chosen at first. */
const measures = Object.entries(known)
  .filter(([name]) => hourlyVolatilityTable.columns.some((column) => column.name === name))
  .map(([value, text]) => ({ text, value, selected: value === 'range_pct' }));

/**
 * The measure picker.
 *
 * @example
 * measureVariable().current.value; // 'range_pct'
 */
export function measureVariable(): CustomVariable {
  return {
    type: 'custom', name: 'measure', label: 'Measure', description: 'How the volatility of an hour is measured; range % is comparable across tickers',
    query: measures.map(({ text, value }) => `${text} : ${value}`).join(','),
    options: measures,
    current: measures.find(({ selected }) => selected) ?? { text: '', value: '', selected: true },
    multi: false, includeAll: false,
  };
}

/**
 * The chosen measure of an hour. The variable is compared, never executed: a hostile value gives no rows' values.
 *
 * Shows: `case ${measure:sqlstring} when 'hourly_var' then hourly_var when 'range_pct' then range_pct end`
 *
 * @example
 * hoursInRange().select(chosenMeasure().as('value'));
 */
export function chosenMeasure(): RawBuilder<number | null> {
  const cases = measures.map(({ value }) => sql`when ${sql.lit(value)} then ${sql.raw(value)}`);
  return sql<number | null>`case \${measure:sqlstring} ${sql.join(cases, sql` `)} end`;
}
