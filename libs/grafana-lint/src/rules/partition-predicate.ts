import { soundSql, sqlCase } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';
import { sqlQueries } from '../sql-queries.ts';
import { plainName } from '../sql/read-select.ts';
import { isWord, tokenize } from '../sql/tokenize.ts';

const raw =
  'select ticker, max(high) as high from raw_bars where bar_start between $__timeFrom() and $__timeTo() group by ticker';

/** A filter on time prunes no partition that is text; Athena then reads, and bills, the whole table. */
export const partitionPredicate: LintRule = {
  name: 'partition-predicate',
  severity: 'error',
  title: 'Tables with text partitions are filtered by their partition',
  check: (document, { textPartitions = {} }) =>
    sqlQueries(document).flatMap(({ sql }) => {
      const tokens = tokenize(sql.text);
      return Object.entries(textPartitions).flatMap(([table, column]) => {
        const isRead = tokens.some(
          (token, index) =>
            plainName(token.text) === table &&
            tokens.slice(Math.max(0, index - 4), index).some((before) => isWord(before, 'from', 'join')),
        );
        const isFiltered = tokens.some(
          (token, index) =>
            plainName(token.text) === column &&
            (isWord(tokens[index + 1], 'between', 'in') || /^[=<>]/.test(tokens[index + 1]?.text ?? '')),
        );
        return isRead && !isFiltered
          ? [
              {
                path: sql.path,
                detail: `${table} is partitioned by the text ${column}: add "${column} between $__rawTimeFrom('yyyy-MM-dd') and $__rawTimeTo('yyyy-MM-dd')".`,
              },
            ]
          : [];
      });
    }),
  passing: [
    sqlCase(
      raw.replace('group by', "and dt between $__rawTimeFrom('yyyy-MM-dd') and $__rawTimeTo('yyyy-MM-dd') group by"),
      1,
    ),
    sqlCase(soundSql),
  ],
  failing: sqlCase(raw, 1),
  options: { textPartitions: { raw_bars: 'dt' } },
};
