import { type RawBuilder, sql } from 'kysely';
import type { CustomVariable } from '../model/classic-dashboard.ts';

const estimators = [
  ['yang_zhang', 'Yang-Zhang (with nights)'],
  ['close_to_close', 'Close-to-close (with overnight)'],
  ['gk_yang_zhang', 'GK-Yang-Zhang (with nights)'],
  ['parkinson', 'Parkinson (regular hours)'],
  ['garman_klass', 'Garman-Klass (regular hours)'],
  ['rogers_satchell', 'Rogers-Satchell (regular hours)'],
  ['realized', 'Realized (regular hours)'],
] as const;

const options = estimators.map(([value, text]) => ({ text, value, selected: value === 'realized' }));

/**
 * The variable that selects the volatility estimator over sessions.
 *
 * @example
 * estimatorVariable().current.value; // 'realized'
 */
export function estimatorVariable(): CustomVariable {
  return {
    type: 'custom',
    name: 'estimator',
    label: 'Estimator',
    description:
      'How volatility over sessions is estimated; estimators over regular hours exclude overnight moves and are lower',
    query: options.map(({ text, value }) => `${text} : ${value}`).join(','),
    options,
    current: options.find(({ selected }) => selected) ?? { text: '', value: '', selected: true },
    multi: false,
    includeAll: false,
  };
}

/**
 * The selected estimator's column of `rollingSessions`. The variable is compared, never executed.
 *
 * @example
 * rolledInRange().select(chosenEstimator().as('value'));
 */
export function chosenEstimator(): RawBuilder<number | null> {
  return sql<number | null>`case \${estimator:sqlstring} ${sql.join(
    estimators.map(([value]) => sql`when ${sql.lit(value)} then ${sql.ref(value)}`),
    sql` `,
  )} end`;
}
