import { macroLimit } from '@tickerlake/athena-plugin';
import { soundSql, sqlCase } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';
import { allSqlQueries } from '../sql-queries.ts';

/** Athena refuses longer SQL; the other rules leave such a query alone. */
export const macroLimits: LintRule = {
  name: 'macro-limits',
  severity: 'error',
  title: 'SQL is at most as long as Athena takes, with at most 1,000 macros',
  check: (document) =>
    allSqlQueries(document).flatMap(({ sql }) => {
      const limit = macroLimit(sql.text);
      return limit === null ? [] : [{ path: sql.path, detail: limit }];
    }),
  passing: sqlCase(soundSql),
  failing: sqlCase(`${soundSql} -- ${'$__timeFrom() '.repeat(1_001)}`),
};
