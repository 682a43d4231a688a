import { findMacroCalls, MacroError, macroNames } from '@tickerlake/athena-plugin';
import { soundSql, sqlCase } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';
import { sqlQueries } from '../sql-queries.ts';

/** `$__dateFilter()` expands to ` BETWEEN date ...` silently. */
export const macroArguments: LintRule = {
  name: 'macro-arguments',
  severity: 'error',
  title: 'Macros have no empty arguments, and their parentheses are closed',
  check: (document) =>
    sqlQueries(document).flatMap(({ sql }) =>
      macroNames.flatMap((name) => {
        try {
          const isEmpty = (args: readonly string[]): boolean =>
            args.includes('') && !(args.length === 1 && /From$|To$|interval|_ms$|table$|column$/.test(name));
          return findMacroCalls(sql.text, name)
            .filter(({ args }) => isEmpty(args))
            .map(({ text }) => ({
              path: sql.path,
              detail: `${text} has an empty argument, and expands to SQL that is wrong.`,
            }));
        } catch (error) {
          if (!(error instanceof MacroError)) throw error;
          return [{ path: sql.path, detail: `A parenthesis of ${name} is not closed.` }];
        }
      }),
    ),
  passing: sqlCase(soundSql),
  failing: sqlCase(soundSql.replace('bar_start between $__timeFrom() and $__timeTo()', '$__dateFilter()')),
};
