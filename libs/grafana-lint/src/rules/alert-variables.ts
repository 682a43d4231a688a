import { alertWith } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';
import { tokenize } from '../sql/tokenize.ts';

/** The browser interpolates variables, and an alert has no browser: the text `${ticker:sqlstring}` goes to Athena as it is. */
export const alertVariables: LintRule = {
  name: 'alert-variables',
  severity: 'error',
  title: 'Alert SQL uses no dashboard variables',
  check: (document) =>
    document.kind === 'alert-rule'
      ? document.queries.flatMap(({ sql }) =>
          sql === null
            ? []
            : tokenize(sql.text)
                .filter(
                  ({ kind, text }) =>
                    (kind === 'variable' && !/^\$__\w+$/.test(text)) ||
                    (kind === 'text' && /\$\{|\$(?!__)[a-z]/i.test(text)),
                )
                .map(({ text }) => ({
                  path: sql.path,
                  detail: `${text} stays as it is in an alert: write its values.`,
                })),
        )
      : [],
  passing: alertWith({}, 'select max(range_pct) as range_pct from hourly_volatility where bar_start >= $__timeFrom()'),
  failing: alertWith(
    {},
    'select max(range_pct) as range_pct from hourly_volatility where ticker in (${ticker:sqlstring})',
  ),
};
