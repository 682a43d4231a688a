import { soundSql, sqlCase } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';
import { sqlQueries } from '../sql-queries.ts';
import { isWord, tokenize } from '../sql/tokenize.ts';

/** Several values are quoted, a single one is not; `:sqlstring` quotes both, and doubles quotes inside. */
export const quotedVariables: LintRule = {
  name: 'quoted-variables',
  severity: 'error',
  title: 'Variables in IN () are written ${name:sqlstring}',
  check: (document) =>
    sqlQueries(document).flatMap(({ sql }) => {
      const tokens = tokenize(sql.text);
      return tokens.flatMap((token, start) => {
        if (!isWord(token, 'in') || tokens[start + 1]?.text !== '(') return [];
        const end = tokens.findIndex((other, index) => index > start + 1 && other.text === ')' && other.depth === token.depth + 1);
        return tokens
          .slice(start + 2, end)
          .filter(({ kind, text }) => (kind === 'variable' && !text.startsWith('$__') && !/^\$\{\w+:sqlstring\}$/.test(text)) || (kind === 'text' && /\$\{?\w/.test(text)))
          .map(({ text }) => ({ path: sql.path, detail: `${text} is quoted for several values and not for one: write \${name:sqlstring}.` }));
      });
    }),
  passing: sqlCase(soundSql),
  failing: sqlCase(soundSql.replace('${ticker:sqlstring}', '$ticker')),
};
