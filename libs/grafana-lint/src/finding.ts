/** What a rule found. */
export interface LintFinding {
  /** The name of the rule. */
  readonly rule: string;
  /** An `error` breaks something or shows wrong numbers; a `warn` costs money or patience. */
  readonly severity: 'error' | 'warn';
  /** Where in the file: `panels[0].targets[1].rawSQL`. */
  readonly path: string;
  /** What the rule requires. */
  readonly title: string;
  /** What was found instead, and what to do. */
  readonly detail: string;
}
