/** Expressions and statements about one function, operator or piece of syntax. */
export interface CaseGroup {
  /** What it is about, as the report names it: `date_trunc`, `/`, `CAST to varchar`. */
  readonly name: string;
  /** Expressions, or statements that begin with SELECT, WITH, VALUES or TABLE. */
  readonly cases: readonly string[];
  /** FROM of the expressions. */
  readonly from?: string;
  /** Significant digits in which doubles must agree; default all. For functions whose last digits differ between libraries. */
  readonly digits?: number;
}

/**
 * Creates a group.
 *
 * @example
 * group('abs', over('abs({})', ['-1', '2.5'])).cases; // ['abs(-1)', 'abs(2.5)']
 */
export const group = (
  name: string,
  cases: readonly string[],
  options: Pick<CaseGroup, 'from' | 'digits'> = {},
): CaseGroup => ({ name, cases, ...options });

/**
 * Expressions with each value in place of `{}`.
 *
 * @example
 * over('-({})', ['1', '2']); // ['-(1)', '-(2)']
 */
export const over = (template: string, values: readonly string[]): string[] =>
  values.map((value) => template.replaceAll('{}', () => value));

/** Whether a case is a whole statement. */
export const isStatement = (text: string): boolean => /^\s*(select|with|values|table)\b/i.test(text);

/** The statement of a case. */
export const toStatement = (text: string, { from = '' }: CaseGroup): string =>
  isStatement(text) ? text : `SELECT ${text} ${from}`.trim();
