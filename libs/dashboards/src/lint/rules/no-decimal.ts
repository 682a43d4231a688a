import { soundSql, sqlCase } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';
import { sqlQueries } from '../sql-queries.ts';
import { readSelect } from '../sql/read-select.ts';
import { withoutName } from '../sql/time-column.ts';
import { isWord, type Token } from '../sql/tokenize.ts';

/** The plugin reads a decimal as text, so a price per row becomes a series per price; the status is 200. */
export const noDecimal: LintRule = {
  name: 'no-decimal',
  severity: 'error',
  title: 'No DECIMAL is selected',
  check: (document) =>
    sqlQueries(document).flatMap(({ sql }) =>
      readSelect(sql.text).items.flatMap((item) => {
        const tokens = withoutName(item);
        const decimal = isCastAway(tokens) ? undefined : tokens.find((token) => isWord(token, 'decimal', 'numeric') || (token.kind === 'number' && /^[\d.]*\.[\d.]*$/.test(token.text)));
        if (decimal === undefined) return [];
        return [{ path: sql.path, detail: `${item.name ?? 'A column'} holds ${decimal.text}, a DECIMAL, which Grafana takes for a label: cast(... as double), or a literal such as 1.5E0.` }];
      }),
    ),
  passing: sqlCase(soundSql.replace('cast(hourly_var as double)', 'cast(1.5 * hourly_var as double)')),
  failing: sqlCase(soundSql.replace('cast(hourly_var as double)', 'cast(hourly_var as decimal(18, 4))')),
};

/** Whether the whole item is one cast to another type. */
function isCastAway(tokens: readonly Token[]): boolean {
  const close = tokens.findIndex((token, index) => index > 1 && token.text === ')' && token.depth === 1 + (tokens[0]?.depth ?? 0));
  if (!isWord(tokens[0], 'cast', 'try_cast') || close !== tokens.length - 1) return false;
  const type = tokens.findLastIndex((token) => isWord(token, 'as') && token.depth === 1 + (tokens[0]?.depth ?? 0));
  return !isWord(tokens[type + 1], 'decimal', 'numeric');
}
