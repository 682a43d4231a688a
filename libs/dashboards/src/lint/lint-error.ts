/**
 * Something that is no dashboard, alert rule or data source. Never worth a retry.
 *
 * @example
 * try { lintDashboards(json); } catch (error) { if (error instanceof LintInputError) show(error.message); }
 */
export class LintInputError extends Error {
  override readonly name = 'LintInputError';
  readonly transient = false;
}
