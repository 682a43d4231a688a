import { formatValue, zoneTime } from '../format-value.ts';
import { groupBy } from '../group-by.ts';
import type { Row } from '../rows.ts';

/** A rule in one check. */
export interface RuleCheck {
  readonly status: string;
  /** Null if the rule measured no number. */
  readonly observed: number | null;
  readonly title: string;
}

/** A rule's checks, in order of time, and what they say as text. */
export interface RuleHistory {
  readonly checks: readonly RuleCheck[];
  readonly text: string;
}

/** The same rule on the same data set, across checks. */
export const ruleKey = (row: Row): string => `${String(row['dataset'])} ${String(row['rule_id'])}`;

/**
 * The history of every rule by its key.
 *
 * @param rows rules by check, the newest check first.
 * @example
 * ruleHistories(rows, 'UTC').get(ruleKey(row))?.text; // '3 checks: 2 passed, 1 not'
 */
export function ruleHistories(rows: readonly Row[], zone: string): Map<string, RuleHistory> {
  return new Map(
    [...groupBy(rows, ruleKey)].map(([key, own]) => {
      const checks = own.toReversed().map((row): RuleCheck => {
        const status = String(row['status']);
        const value = row['observed'];
        const observed = typeof value === 'number' && Number.isFinite(value) ? value : null;
        const measured = observed === null ? '' : `, ${formatValue(observed, undefined, undefined, zone)}`;
        return {
          status,
          observed,
          title: `${zoneTime(Number(row['checked_at']), zone)}: ${status.replace('_', ' ')}${measured}`,
        };
      });
      const passed = checks.filter(({ status }) => status === 'pass').length;
      const text = `${checks.length} check${checks.length === 1 ? '' : 's'}: ${passed} passed, ${checks.length - passed} not`;
      return [key, { checks, text }];
    }),
  );
}
