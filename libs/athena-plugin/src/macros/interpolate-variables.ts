import { MacroError } from './macro-error.ts';

/** The chosen values of a dashboard's variables, by name. */
export type VariableValues = Readonly<Record<string, readonly string[]>>;

/**
 * Puts variable values into SQL as Grafana's browser does: `${ticker:sqlstring}` gives `'A','B'` with quotes doubled;
 * `${ticker:raw}` and `${ticker:csv}` give the values joined by commas. No value gives NULL, so that `IN (...)` stays valid.
 *
 * @throws {MacroError} for a variable without values given, and for other formats, which are not previewed.
 * @example
 * interpolateVariables('ticker in (${ticker:sqlstring})', { ticker: ["O'Neil"] }); // "ticker in ('O''Neil')"
 */
export function interpolateVariables(sql: string, values: VariableValues): string {
  return sql.replace(/\$\{(\w+)(?::(\w+))?\}/g, (_, name: string, format: string | undefined) => {
    const chosen = values[name];
    if (chosen === undefined) throw new MacroError(`The variable ${name} has no value.`);
    if (format === 'sqlstring')
      return chosen.length === 0 ? 'NULL' : chosen.map((value) => `'${value.replaceAll("'", "''")}'`).join(',');
    if (format === 'raw' || format === 'csv') return chosen.join(',');
    throw new MacroError(
      `The variable format ${format ?? '(none)'} of ${name} is not previewed: use \${${name}:sqlstring}.`,
    );
  });
}
