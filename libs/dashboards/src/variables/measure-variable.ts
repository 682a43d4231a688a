import { hourlyVolatilityTable } from '@tickerlake/record-schema';
import { type RawBuilder, sql } from 'kysely';
import type { CustomVariable } from '../model/classic-dashboard.ts';

/** Text and unit of each measure; the text is the title of panels that follow the measure. */
const known: Readonly<Record<string, readonly [text: string, unit: string]>> = {
  hourly_var: ['Range, $', 'currencyUSD'],
  range_pct: ['Range, % of open', 'percent'],
  log_range: ['Log range', 'none'],
  pk: ['Parkinson variance per hour', 'none'],
  gk: ['Garman-Klass variance per hour', 'none'],
  rs: ['Rogers-Satchell variance per hour', 'none'],
  realized_var: ['Realized variance per hour', 'none'],
  bipower_var: ['Bipower variance per hour', 'none'],
};

/** The hourly measures in the table, in the order of the list; `range_pct` is selected by default. */
const measures = Object.entries(known)
  .filter(([name]) => hourlyVolatilityTable.columns.some((column) => column.name === name))
  .map(([value, [text]]) => ({ text, value, selected: value === 'range_pct' }));

/**
 * The Grafana unit of a measure; `none` for one without a unit.
 *
 * @example
 * measureUnit('range_pct'); // 'percent'
 */
export const measureUnit = (measure: string): string => known[measure]?.[1] ?? 'none';

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
    query: measures.map(({ text, value }) => `${text.replaceAll(',', '\\,')} : ${value}`).join(','),
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
