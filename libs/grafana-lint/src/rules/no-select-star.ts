import { soundSql, sqlCase } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';
import { sqlQueries } from '../sql-queries.ts';
import { plainName } from '../sql/read-select.ts';
import { isWord, type Token, tokenize } from '../sql/tokenize.ts';

/** A new column of the table would change the panel, and Athena bills by column. Of a subquery that names its columns, `*` is safe. */
export const noSelectStar: LintRule = {
  name: 'no-select-star',
  severity: 'error',
  title: 'Columns are named',
  check: (document) =>
    sqlQueries(document).flatMap(({ sql }) => {
      const tokens = tokenize(sql.text);
      return tokens.some((_, index) => isStar(tokens, index) && readsTable(tokens, index))
        ? [{ path: sql.path, detail: 'It selects * of a table: name the columns that are drawn.' }]
        : [];
    }),
  passing: [
    sqlCase(soundSql.replace('cast(hourly_var as double)', 'cast(count(*) as double)')),
    sqlCase('with h as (select ticker from hourly_volatility) select * from h', 1),
  ],
  failing: sqlCase('select h.* from hourly_volatility h order by 1', 1),
};

function isStar(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  return (
    tokens[index]?.text === '*' &&
    (isWord(before, 'select', 'distinct', 'all') ||
      before?.text === '.' ||
      (before?.text === ',' && (tokens[index + 1]?.text === ',' || isWord(tokens[index + 1], 'from'))))
  );
}

/** Whether the FROM of the star's SELECT names a table: something that is neither a subquery nor a common table of the query. */
function readsTable(tokens: readonly Token[], star: number): boolean {
  const depth = tokens[star]?.depth ?? 0;
  const common = new Set(
    tokens.flatMap((token, index) =>
      isWord(tokens[index + 1], 'as') &&
      tokens[index + 2]?.text === '(' &&
      isWord(tokens[index + 3], 'select', 'with', 'values')
        ? [plainName(token.text)]
        : [],
    ),
  );
  const isNamed = (token: Token | undefined): boolean =>
    (token?.kind === 'word' || token?.kind === 'name') &&
    !isWord(token, 'unnest', 'lateral', 'table') &&
    !common.has(plainName(token.text));
  for (let index = star + 1; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    if (
      token.depth < depth ||
      (token.depth === depth && isWord(token, 'where', 'group', 'order', 'union', 'having', 'limit', 'window'))
    )
      return false;
    if (token.depth === depth && isWord(token, 'from', 'join') && isNamed(tokens[index + 1])) return true;
  }
  return false;
}
