import type { Severity } from './quality-result.ts';

/**
 * The severity that the label `"severity"` gives, `error` without one, null for a value that is neither.
 *
 * @example
 * severityOf({ severity: 'warn' }); // 'warn'
 */
export function severityOf(labels: Readonly<Record<string, string>>): Severity | null {
  const severity = labels['severity'] ?? 'error';
  return severity === 'warn' || severity === 'error' ? severity : null;
}
