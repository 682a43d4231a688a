import { macroNames } from '@tickerlake/athena-plugin';
import { sqlCase } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';
import { sqlQueries } from '../sql-queries.ts';

const sound =
  "select $__timeGroup(bar_start,'1h') as time, cast(count(*) as double) as hours from hourly_volatility group by 1 order by 1";

/** The plugin counts parentheses without regard to quotes: one inside a text ends the macro there. */
export const macroParenthesis: LintRule = {
  name: 'macro-parenthesis',
  severity: 'error',
  title: 'Quoted arguments of macros hold no parenthesis',
  check: (document) =>
    sqlQueries(document).flatMap(({ sql }) =>
      macroNames.flatMap((name) =>
        [...sql.text.matchAll(new RegExp(`\\${name}\\b(?=\\()`, 'g'))]
          .filter(({ index }) => /[()]/.test(quotedArguments(sql.text.slice(index + name.length))))
          .map(() => ({
            path: sql.path,
            detail: `An argument of ${name} has a parenthesis inside quotes, which ends the macro there: leave it out of the pattern.`,
          })),
      ),
    ),
  passing: sqlCase(sound),
  failing: sqlCase(sound.replace('bar_start', "date_parse(c,'%Y)')")),
};

/** The quoted parts of an argument list, read with regard to quotes. */
function quotedArguments(text: string): string {
  let depth = 0;
  let quoted = '';
  for (const [piece] of text.matchAll(/'(?:[^']|'')*'|[\s\S]/g)) {
    if (piece.length > 1) quoted += piece;
    if (piece === '(') depth += 1;
    if (piece === ')') depth -= 1;
    if (depth === 0) break;
  }
  return quoted;
}
