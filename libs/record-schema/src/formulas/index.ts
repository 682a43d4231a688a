import { type Bar, isCoherent, relativeEstimators } from '@tickerlake/volatility';
import { hourlyMeasures } from '../hourly-measures.ts';
import { dailyVolatilityTable } from '../tables/daily-volatility.ts';
import { hourlyVolatilityTable } from '../tables/hourly-volatility.ts';
import type { Formula } from './formula.ts';
import { formulaOfEstimator, priceFormulas } from './price-formulas.ts';
import { countFormulas, realizedFormulas, volumeFormulas } from './sum-formulas.ts';

/** A table whose values are computed from base bars. */
export interface ExplainedTable {
  readonly table: typeof hourlyVolatilityTable | typeof dailyVolatilityTable;
  /** The column that is meant when none is named. */
  readonly defaultColumn: string;
  /** One of each derived column. */
  readonly formulas: readonly Formula[];
  /** Where each other column comes from, as the end of a sentence. */
  readonly origins: Readonly<Record<string, string>>;
}

const dayReturn = {
  name: 'day_return',
  formula: 'ln(close / open)',
  value: (bar: Bar) => (isCoherent(bar) ? Math.log(bar.close / bar.open) : null),
} as const;

const origins = {
  ticker: 'it is what was requested from the vendor',
  trading_date: 'it comes from the exchange calendar, by the start of the base bars',
  grid: 'it follows from the length of the base bars',
  adjusted: 'the vendor says it of its response',
} as const;

/**
 * How each derived column is computed from base bars, and where the others come from. A measure of the hour has its formula in its
 * definition (`hourlyMeasures`); any other derived column needs an entry here. `formulas.test.ts` names a column without one.
 *
 * @example
 * explainedTables.map(({ table }) => table.name); // ['hourly_volatility', 'daily_volatility']
 */
export const explainedTables: readonly [ExplainedTable, ExplainedTable] = [
  {
    table: hourlyVolatilityTable,
    defaultColumn: 'hourly_var',
    formulas: [
      ...priceFormulas,
      ...volumeFormulas,
      ...hourlyMeasures.map(formulaOfEstimator),
      ...realizedFormulas('hour'),
      ...countFormulas('hour'),
    ],
    origins: {
      ...origins,
      session: 'it comes from the exchange calendar, by the start of the base bars',
      bar_start: 'it comes from the exchange calendar: the start of the session-aligned hour',
      run_id: 'it is the run that fetched the newest of the base bars',
    },
  },
  {
    table: dailyVolatilityTable,
    defaultColumn: 'realized_var',
    formulas: [
      ...priceFormulas,
      ...relativeEstimators.map(formulaOfEstimator),
      formulaOfEstimator(dayReturn),
      ...realizedFormulas('session'),
      ...countFormulas('session'),
    ],
    origins: { ...origins, run_id: 'it is the newest run that fetched bars of the session' },
  },
];
