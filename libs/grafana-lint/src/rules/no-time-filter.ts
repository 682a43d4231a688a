import { soundSql, sqlCase } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';
import { sqlQueries } from '../sql-queries.ts';

/** `$__timeFilter` writes the clock of the server's zone; `$__timeFrom()` and `$__timeTo()` write UTC. */
export const noTimeFilter: LintRule = {
  name: 'no-time-filter',
  severity: 'error',
  title: '$__timeFrom() and $__timeTo() instead of $__timeFilter',
  check: (document) =>
    sqlQueries(document)
      .filter(({ sql }) => /\$__timeFilter\b/.test(sql.text))
      .map(({ sql }) => ({
        path: sql.path,
        detail:
          '$__timeFilter shifts with the zone of the Grafana server: write "column between $__timeFrom() and $__timeTo()".',
      })),
  passing: sqlCase(soundSql),
  failing: sqlCase(soundSql.replace('bar_start between $__timeFrom() and $__timeTo()', '$__timeFilter(bar_start)')),
};
