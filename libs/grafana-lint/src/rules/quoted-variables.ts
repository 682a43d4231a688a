import { soundSql, sqlCase } from '../case-dashboards.ts';
import type { LintVariable } from '../document/lint-document.ts';
import type { LintRule } from '../lint-rule.ts';
import { sqlQueries } from '../sql-queries.ts';
import { tokensInLists } from '../sql/tokens-in-lists.ts';
import { valuesOf } from '../variable-values.ts';

const reference = /\$(?:\{([A-Za-z]\w*)(?::(\w+))?[^}]*\}|([A-Za-z]\w*))/;

/**
 * Several values are quoted, a single one is not; `:sqlstring` quotes both, and doubles quotes inside, `:singlequote` quotes both, too.
 * A variable of one value needs neither: within quotes, or bare where it is a number.
 */
export const quotedVariables: LintRule = {
  name: 'quoted-variables',
  severity: 'error',
  title: 'Variables in IN () are written ${name:sqlstring}',
  check(document) {
    if (document.kind !== 'dashboard') return [];
    const variables = new Map(document.variables.map((variable) => [variable.name, variable]));
    return sqlQueries(document).flatMap(({ sql }) =>
      tokensInLists(sql.text).flatMap(({ kind, text }) => {
        const match = kind === 'variable' || kind === 'text' ? reference.exec(text) : null;
        const name = match?.[1] ?? match?.[3];
        if (name === undefined || text.startsWith('$__')) return [];
        const reason = faultOf(kind === 'text', match?.[2] ?? null, variables.get(name));
        return reason === null ? [] : [{ path: sql.path, detail: `${text} ${reason}: write \${${name}:sqlstring}.` }];
      }),
    );
  },
  passing: sqlCase(soundSql),
  failing: sqlCase(soundSql.replace('${ticker:sqlstring}', '$ticker')),
};

function faultOf(isInQuotes: boolean, format: string | null, variable: LintVariable | undefined): string | null {
  const isQuoting = format === 'sqlstring' || format === 'singlequote';
  const isList =
    variable === undefined ||
    variable.json['multi'] === true ||
    (variable.json['includeAll'] === true && !variable.json['allValue']);
  if (isInQuotes)
    return isQuoting
      ? 'is quoted twice'
      : isList && format !== 'regex'
        ? 'is quoted for several values and not for one'
        : null;
  if (isQuoting) return null;
  if (format === 'doublequote') return 'names columns, not values';
  const values = valuesOf(variable);
  const isText = values.some((value) => !/^-?\d+(\.\d+)?$/.test(value));
  if (format === null && isList) return 'is quoted for several values and not for one';
  return isText && (format === null || format === 'csv' || format === 'raw')
    ? `is text without quotes (${values[0] ?? ''})`
    : null;
}
