import { soundSql, sqlCase } from '../case-dashboards.ts';
import { timePanels } from '../data-panels.ts';
import type { LintRule } from '../lint-rule.ts';
import { seriesQueries, type SqlQuery } from '../sql-queries.ts';
import { hasOneRow, plainName, readSelect, type SelectItem, type SelectParts } from '../sql/read-select.ts';
import { definitionOf, timeColumn, withoutName } from '../sql/time-column.ts';
import { typeOf } from '../sql/type-of.ts';

/** Unsorted rows with a text column are a 500 of the plugin, without one a zigzag; and Trino does return rows unsorted. */
export const orderedByTime: LintRule = {
  name: 'ordered-by-time',
  severity: 'error',
  title: 'Time series are ordered by time, ascending, first of all',
  check: (document) =>
    seriesQueries(document).flatMap((query) => {
      const parts = readSelect(query.sql.text);
      const time = timeColumn(parts);
      if (time === null || hasOneRow(parts) || !needsOrder(query, parts)) return [];
      if (parts.firstOrder === null)
        return [{ path: query.sql.path, detail: 'It has no ORDER BY: add "order by time".' }];
      if (!parts.firstOrder.isDescending && isTime(parts.firstOrder.text, time, parts)) return [];
      return [
        {
          path: query.sql.path,
          detail: `It is ordered by ${parts.firstOrder.text}${parts.firstOrder.isDescending ? ' desc' : ''} first: order by the time column, ascending.`,
        },
      ];
    }),
  passing: sqlCase(soundSql.replace('order by time', 'order by 1, ticker')),
  failing: sqlCase(soundSql.replace('order by time', 'order by ticker, time')),
};

/** A panel that shows one number or a table draws any order, unless a text column turns the rows into series. */
function needsOrder({ panelType }: SqlQuery, { items }: SelectParts): boolean {
  return panelType === null || timePanels.has(panelType) || items.some((item) => typeOf(withoutName(item)) === 'text');
}

/** Whether a key of ORDER BY is the time: its place, its name, its expression, or the column that the expression is made of. */
function isTime(
  key: string,
  { item, ordinal }: { readonly item: SelectItem; readonly ordinal: number },
  { tokens }: SelectParts,
): boolean {
  const expression = withoutName(item).map(({ text }) => plainName(text));
  const made = definitionOf(item, tokens)
    .filter(({ kind }) => kind === 'word' || kind === 'name')
    .map(({ text }) => plainName(text));
  return (
    [String(ordinal), item.name, expression.join(' '), ...made].includes(key) ||
    made.includes(key.split(' . ').at(-1) ?? '')
  );
}
