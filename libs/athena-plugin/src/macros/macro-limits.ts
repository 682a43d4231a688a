/** Athena's limit of a query string: https://docs.aws.amazon.com/athena/latest/ug/service-limits.html */
const maxLength = 262_144;
/** Far above any query that a person writes. A macro is read up to the end of its arguments, so nested ones cost their number squared. */
const maxMacros = 1_000;

/**
 * Why SQL would take too long to expand, in a sentence; null when it is within the limits.
 *
 * @example
 * macroLimit('select $__timeFrom()'); // null
 */
export function macroLimit(sql: string): string | null {
  if (sql.length > maxLength)
    return `The SQL has ${sql.length} characters, and Athena takes at most ${maxLength}: shorten it.`;
  const macros = sql.split('$__').length - 1;
  return macros > maxMacros
    ? `The SQL has ${macros} macros, and at most ${maxMacros} are expanded: write the values of some.`
    : null;
}
