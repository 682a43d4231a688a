import { hourlyVolatilityTable } from '@tickerlake/record-schema';
import { annualised } from '@tickerlake/market-sql';
import { type RawBuilder, sql } from 'kysely';
import type { CustomVariable } from '../model/classic-dashboard.ts';

/** The text of each measure, which is the title of panels that follow it, and its value in percent. */
const known: Readonly<Record<string, readonly [text: string, percent: RawBuilder<number | null>]>> = {
  range_pct: ['Range, % of open', sql`range_pct`],
  log_range: ['Log range, %', sql`100E0 * log_range`],
  pk: ['Parkinson volatility, annualised', annualisedPercent('pk')],
  gk: ['Garman-Klass volatility, annualised', annualisedPercent('gk')],
  rs: ['Rogers-Satchell volatility, annualised', annualisedPercent('rs')],
  realized_var: ['Realized volatility, annualised', annualisedPercent('realized_var')],
  bipower_var: ['Bipower volatility, annualised', annualisedPercent('bipower_var')],
};

/** The hourly measures in the table, in the order of the list; `range_pct` is selected by default. */
const measures = Object.entries(known)
  .filter(([name]) => hourlyVolatilityTable.columns.some((column) => column.name === name))
  .map(([value, [text]]) => ({ text, value, selected: value === 'range_pct' }));

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
    description: 'How hourly volatility is measured; all of them are in percent and comparable across tickers',
    query: measures.map(({ text, value }) => `${text.replaceAll(',', '\\,')} : ${value}`).join(','),
    options: measures,
    current: measures.find(({ selected }) => selected) ?? { text: '', value: '', selected: true },
    multi: false,
    includeAll: false,
  };
}

/**
 * The selected measure of an hour, in percent. The variable is compared, never executed: an unknown value gives NULL.
 *
 * Shows: `case ${measure:sqlstring} when 'range_pct' then range_pct when 'pk' then 100E0 * <annualised pk> end`
 *
 * @example
 * hoursInRange().select(chosenMeasure().as('value'));
 */
export function chosenMeasure(): RawBuilder<number | null> {
  const cases = measures.map(({ value }) => sql`when ${sql.lit(value)} then ${known[value]?.[1]}`);
  return sql<number | null>`case \${measure:sqlstring} ${sql.join(cases, sql` `)} end`;
}

function annualisedPercent(column: string): RawBuilder<number | null> {
  return sql`100E0 * ${annualised(sql.ref(column), sql.ref('minutes'), sql.ref('ticker'))}`;
}
