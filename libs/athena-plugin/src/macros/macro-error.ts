/**
 * A macro that Grafana would refuse, in its words. Never worth a retry.
 *
 * @example
 * try { expandMacros(sql, range); } catch (error) { if (error instanceof MacroError) show(error.message); }
 */
export class MacroError extends Error {
  override readonly name = 'MacroError';
  readonly transient = false;
}
