import { type ClassicDashboard, type DashboardVariable, variableValues } from '@tickerlake/dashboards';
import { type VariableValues } from '@tickerlake/athena-plugin';
import type { TypedRows } from '@tickerlake/pipeline/local';
import type { Chosen } from '@tickerlake/preview-api';
import { HttpRefusal } from './http-refusal.ts';

/** What is typed into a variable: a date or a word. Quotes, dollars and braces, which SQL and macros read, are not among it. */
const typed = /^[\p{L}\p{N} .:_-]{0,64}$/u;

/**
 * The requested values of a dashboard's variables: of each variable only what its own query or options offer, and all else is refused.
 *
 * @throws {HttpRefusal} 400 with the variable and the value.
 * @example
 * await chosenValues(dashboard, { ticker: ['AAPL'] }, ask); // { ticker: ['AAPL'], measure: ['range_pct'] }
 */
export async function chosenValues(
  dashboard: ClassicDashboard,
  requested: Chosen,
  ask: (sql: string) => Promise<TypedRows>,
): Promise<VariableValues> {
  const chosen: Record<string, readonly string[]> = {};
  for (const [name, values] of Object.entries(requested)) {
    const variable = dashboard.templating.list.find((one) => one.name === name);
    if (variable === undefined)
      throw new HttpRefusal(400, `The dashboard ${dashboard.uid} has no variable "${shorten(name)}".`);
    // A query's variable may be left empty: nothing is chosen.
    chosen[name] = variable.type === 'query' ? values.filter((value) => value !== '') : values;
    const isOffered = await offer(variable, ask);
    const wrong = chosen[name].find((value) => value.includes('$__') || !isOffered(value));
    if (wrong !== undefined)
      throw new HttpRefusal(400, `The variable "${name}" does not offer the value ${JSON.stringify(shorten(wrong))}.`);
  }
  return variableValues(dashboard, chosen);
}

async function offer(
  variable: DashboardVariable,
  ask: (sql: string) => Promise<TypedRows>,
): Promise<(value: string) => boolean> {
  if (variable.type === 'textbox') return (value) => typed.test(value);
  const values = new Set(await offeredValues(variable, ask));
  return (value) => values.has(value);
}

/**
 * The values that a variable's own query or options offer; none for one that names a data source.
 *
 * @throws what `ask` throws.
 * @example
 * await offeredValues(variable, ask); // ['AAPL', 'MSFT']
 */
export async function offeredValues(
  variable: DashboardVariable,
  ask: (sql: string) => Promise<TypedRows>,
): Promise<readonly string[]> {
  if (variable.type === 'query') return (await ask(variable.query.rawSQL)).rows.map((row) => String(row[0]));
  return variable.type === 'custom' ? variable.options.map(({ value }) => value) : [];
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}...` : text);
