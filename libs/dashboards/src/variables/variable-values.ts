import type { ClassicDashboard } from '../model/classic-dashboard.ts';
import type { VariableValues } from '@tickerlake/athena-plugin';

/**
 * The values to interpolate into a dashboard's queries: the selected ones, and the initial values of custom and text
 * variables without a selection. A query variable without a selection has no values.
 *
 * @example
 * variableValues(hourlyVolatilityDashboard(), { ticker: ['AAPL'] }).measure; // ['range_pct']
 */
export function variableValues(
  dashboard: Pick<ClassicDashboard, 'templating'>,
  chosen: VariableValues,
): VariableValues {
  return Object.fromEntries(
    dashboard.templating.list.flatMap((variable) => {
      if (variable.type === 'datasource') return [];
      const own = chosen[variable.name];
      if (own !== undefined && own.length > 0) return [[variable.name, own]];
      return [[variable.name, variable.type === 'query' ? [] : [variable.current.value]]];
    }),
  );
}
