import { soundSql, sqlCase } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';
import { sqlQueries } from '../sql-queries.ts';
import { isWord, tokenize } from '../sql/tokenize.ts';

/** A new column of the table would change the panel, and Athena bills by column. */
export const noSelectStar: LintRule = {
  name: 'no-select-star',
  severity: 'error',
  title: 'Columns are named',
  check: (document) =>
    sqlQueries(document).flatMap(({ sql }) => {
      const tokens = tokenize(sql.text);
      const isStar = tokens.some(({ text }, index) => text === '*' && (isWord(tokens[index - 1], 'select', 'distinct', 'all') || tokens[index - 1]?.text === '.' || (tokens[index - 1]?.text === ',' && isWord(tokens[index + 1], 'from'))));
      return isStar ? [{ path: sql.path, detail: 'It selects *: name the columns that are drawn.' }] : [];
    }),
  passing: sqlCase(soundSql.replace('cast(hourly_var as double)', 'cast(count(*) as double)')),
  failing: sqlCase('select h.* from hourly_volatility h order by 1', 1),
};
