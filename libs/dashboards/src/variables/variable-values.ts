import type { ClassicDashboard } from '../classic-dashboard.ts';
import type { VariableValues } from '../macros/interpolate-variables.ts';

/**
 * The values that a dashboard's queries are interpolated with: those chosen, and for custom and typed variables without a choice
 * what the dashboard starts with. A query variable without a choice has no values.
 *
 * @example
 * variableValues(hourlyVolatilityDashboard(), { ticker: ['AAPL'] }).measure; // ['range_pct']
 */
export function variableValues(dashboard: Pick<ClassicDashboard, 'templating'>, chosen: VariableValues): VariableValues {
  return Object.fromEntries(
    dashboard.templating.list.flatMap((variable) => {
      if (variable.type === 'datasource') return [];
      const own = chosen[variable.name];
      if (own !== undefined && own.length > 0) return [[variable.name, own]];
      return [[variable.name, variable.type === 'query' ? [] : [variable.current.value]]];
    }),
  );
}
