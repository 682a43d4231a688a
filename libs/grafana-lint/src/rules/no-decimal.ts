import { soundSql, sqlCase } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';
import { sqlQueries } from '../sql-queries.ts';
import { readSelect } from '../sql/read-select.ts';
import { withoutName } from '../sql/time-column.ts';
import { typeOf } from '../sql/type-of.ts';

/** The plugin reads a decimal as text, so a price per row becomes a series per price; the status is 200. */
export const noDecimal: LintRule = {
  name: 'no-decimal',
  severity: 'error',
  title: 'No DECIMAL is selected',
  check: (document) =>
    sqlQueries(document)
      .filter(({ usedBy }) => usedBy !== 'variable') // whose values are text anyway
      .flatMap(({ sql }) =>
        readSelect(sql.text)
          .items.filter((item) => typeOf(withoutName(item)) === 'decimal')
          .map(({ name }) => ({
            path: sql.path,
            detail: `${name ?? 'A column'} is a DECIMAL, which Grafana takes for text: cast(... as double), or a literal such as 1.5E0.`,
          })),
      ),
  passing: sqlCase(soundSql.replace('cast(hourly_var as double)', 'cast(hourly_var as double) * 1.5')),
  failing: sqlCase(soundSql.replace('cast(hourly_var as double)', 'cast(hourly_var as decimal(18, 4))')),
};
