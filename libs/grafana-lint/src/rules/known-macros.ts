import { macroNames } from '@tickerlake/athena-plugin';
import { soundSql, sqlCase } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';
import { sqlQueries } from '../sql-queries.ts';

/** What Grafana's browser replaces itself. */
const globals = [
  'from',
  'to',
  'interval',
  'interval_ms',
  'range',
  'range_s',
  'range_ms',
  'rate_interval',
  'dashboard',
  'name',
  'org',
  'user',
  'timezone',
  'all',
  'searchFilter',
];

/** An unknown macro goes to Athena as it is. */
export const knownMacros: LintRule = {
  name: 'known-macros',
  severity: 'error',
  title: 'Macros are those of the Athena plugin or of Grafana',
  check: (document) =>
    sqlQueries(document).flatMap(({ sql }) =>
      [...sql.text.matchAll(/\$(?:__(\w+)|\{__(\w+)[^}]*\})/g)]
        .filter(
          ([, plain = '', braced = '']) =>
            !(macroNames.includes(`$__${plain}`) || globals.includes(plain) || globals.includes(braced)),
        )
        .map(([text]) => ({
          path: sql.path,
          detail: `${text} is none of the plugin's macros: ${macroNames.join(', ')}.`,
        })),
    ),
  passing: sqlCase(soundSql.replace('order by time', 'and bar_count > ${__interval_ms} order by time')),
  failing: sqlCase(soundSql.replace('$__timeFrom()', '$__timeStart()')),
};
