import type { ClassicDashboard, DashboardVariable } from '@tickerlake/dashboards';

/** A variable and the values that can be chosen; none for a typed one. */
export interface Choices {
  readonly variable: Exclude<DashboardVariable, { readonly type: 'datasource' }>;
  readonly values: readonly string[];
}

/**
 * The variables of a dashboard that are picked on this page, each with its values. The data source cannot be chosen here.
 *
 * @example
 * const choices = await readChoices(dashboard, (name) => api.variable(dashboard.uid, name));
 */
export function readChoices(
  dashboard: ClassicDashboard,
  ask: (name: string) => Promise<readonly string[]>,
): Promise<Choices[]> {
  const picked = dashboard.templating.list.flatMap((variable) => (variable.type === 'datasource' ? [] : [variable]));
  return Promise.all(
    picked.map(async (variable) => ({
      variable,
      values:
        variable.type === 'query'
          ? await ask(variable.name)
          : variable.type === 'custom'
            ? variable.options.map(({ value }) => value)
            : [],
    })),
  );
}

/**
 * The selection: the valid values in the address, otherwise the dashboard's defaults; for a query variable all values.
 *
 * @example
 * chosenValues(choices, { ticker: ['AAPL'] }); // { ticker: ['AAPL'], measure: ['range_pct'] }
 */
export function chosenValues(
  choices: readonly Choices[],
  asked: Readonly<Record<string, readonly string[]>>,
): Record<string, readonly string[]> {
  return Object.fromEntries(
    choices.map(({ variable, values }) => {
      const own = asked[variable.name];
      if (variable.type === 'textbox') return [variable.name, own ?? [variable.current.value]];
      const possible = own?.filter((value) => values.includes(value));
      if (variable.type === 'query')
        return [
          variable.name,
          possible === undefined || (possible.length === 0 && (own?.length ?? 0) > 0) ? values : possible,
        ];
      return [variable.name, possible?.length === 1 ? possible : [variable.current.value]];
    }),
  );
}
