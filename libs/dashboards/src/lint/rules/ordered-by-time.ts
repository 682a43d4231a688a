import { soundSql, sqlCase } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';
import { seriesQueries } from '../sql-queries.ts';
import { plainName, readSelect } from '../sql/read-select.ts';
import { timeColumn, withoutName } from '../sql/time-column.ts';

/** Unsorted rows are a 500 of the plugin, and Trino does return rows unsorted. */
export const orderedByTime: LintRule = {
  name: 'ordered-by-time',
  severity: 'error',
  title: 'Time series are ordered by time, ascending, first of all',
  check: (document) =>
    seriesQueries(document).flatMap(({ sql }) => {
      const parts = readSelect(sql.text);
      const time = timeColumn(parts);
      if (time === null) return [];
      const fits = [String(time.ordinal), time.item.name, withoutName(time.item).map(({ text }) => plainName(text)).join(' ')];
      if (parts.firstOrder === null) return [{ path: sql.path, detail: 'It has no ORDER BY: add "order by time".' }];
      if (fits.includes(parts.firstOrder.text) && !parts.firstOrder.isDescending) return [];
      return [{ path: sql.path, detail: `It is ordered by ${parts.firstOrder.text}${parts.firstOrder.isDescending ? ' desc' : ''} first: order by the time column, ascending.` }];
    }),
  passing: sqlCase(soundSql.replace('order by time', 'order by 1, ticker')),
  failing: sqlCase(soundSql.replace('order by time', 'order by ticker, time')),
};
