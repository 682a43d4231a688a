import { soundSql, sqlCase } from '../case-dashboards.ts';
import type { Fault, LintRule } from '../lint-rule.ts';
import { seriesQueries, sqlQueries } from '../sql-queries.ts';
import { readSelect } from '../sql/read-select.ts';
import { definitionOf, timeColumn } from '../sql/time-column.ts';

/** These give milliseconds with a zone by themselves. */
const whole =
  /\b(from_unixtime|from_unixtime_nanos|parse_datetime|from_iso8601_timestamp|from_iso8601_timestamp_nanos|now|current_timestamp)\b|\$__(timegroup|unixepochgroup|parsetime)\b|timestamp (\( [369] \) )?with time zone/;
const zone = /\bwith_timezone\b|\bat time zone\b|\bat_timezone\b/;

/** A naive time is read in the zone of the plugin's process; a time without fractional digits is a 500. */
export const zonedTime: LintRule = {
  name: 'zoned-time',
  severity: 'error',
  title: 'The time column is timestamp(3) with time zone',
  check: (document) =>
    [...seriesQueries(document), ...sqlQueries(document).filter(({ usedBy }) => usedBy === 'annotation')].flatMap(
      ({ sql }): Fault[] => {
        const parts = readSelect(sql.text);
        const time = timeColumn(parts);
        if (time === null) return [];
        const text = definitionOf(time.item, parts.tokens)
          .map((token) => token.text.toLowerCase())
          .join(' ');
        if (whole.test(text)) return [];
        if (!zone.test(text))
          return [
            {
              path: sql.path,
              detail: `The time has no zone, so it shifts with the zone of Grafana's server: with_timezone(cast(... as timestamp(3)), 'UTC').`,
            },
          ];
        return /timestamp \( 3 \)/.test(text)
          ? []
          : [
              {
                path: sql.path,
                detail:
                  'The time is not cast to timestamp(3): 3 fractional digits are what every version of the plugin can read.',
              },
            ];
      },
    ),
  passing: sqlCase(soundSql),
  failing: sqlCase(soundSql.replace("with_timezone(cast(bar_start as timestamp(3)), 'UTC')", 'bar_start')),
};
