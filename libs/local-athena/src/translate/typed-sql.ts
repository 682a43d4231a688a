import { duckDbType, type TrinoType } from './trino-type.ts';

/** An expression in DuckDB's SQL with the type that Trino gives it. */
export interface TypedSql {
  readonly sql: string;
  readonly type: TrinoType;
  /** The value of a literal: text for strings and numbers. */
  readonly literal?: string;
}

/** A text as a literal of DuckDB. What looks like a place of a form is taken apart. */
export function textLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return /\{(\d+|[dons])\}/.test(text) ? `(${quoted.replaceAll('{', "' || chr(123) || '")})` : quoted;
}

/** A failure at run time with Trino's message; the text may be an expression. */
export const errorCall = (message: string): string => `error(${message})`;

/** NULL of a type. */
export const nullOf = (type: TrinoType): string => `CAST(NULL AS ${duckDbType(type)})`;

/**
 * Puts arguments in the places `{0}`, `{1}` ... of a form.
 *
 * @example
 * fillForm('strpos({0}, {1})', ['a', 'b']); // 'strpos(a, b)'
 */
export function fillForm(form: string, args: readonly string[]): string {
  return form.replaceAll(/\{(\d+)\}/g, (_, index: string) => args[Number(index)] ?? 'NULL');
}
