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

/** The hourly measures in the table, in the order of the list; `range_pct` is selected by default. */
const measures = Object.entries(known)
  .filter(([name]) => hourlyVolatilityTable.columns.some((column) => column.name === name))
  .map(([value, text]) => ({ text, value, selected: value === 'range_pct' }));

/**
 * The variable that selects the measure.
 *
 * @example
 * measureVariable().current.value; // 'range_pct'
 */
export function measureVariable(): CustomVariable {
  return {
    type: 'custom',
    name: 'measure',
    label: 'Measure',
    description: 'How hourly volatility is measured; range % is comparable across tickers',
    query: measures.map(({ text, value }) => `${text} : ${value}`).join(','),
    options: measures,
    current: measures.find(({ selected }) => selected) ?? { text: '', value: '', selected: true },
    multi: false,
    includeAll: false,
  };
}

/**
 * The selected measure of an hour. The variable is compared, never executed: an unknown value gives NULL.
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
