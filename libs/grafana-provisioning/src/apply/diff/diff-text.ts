import { diffLines } from 'diff';
import { type Difference, inWords } from './difference.ts';

/** Clauses that start a new line. */
const clauses =
  /\s+(?=(?:select|from|where|and|or|inner join|left join|join|on|group by|having|order by|limit|union all|with)\b)/gi;

/**
 * A query with one clause per line: compiled SQL is a single line, in which changes are hard to see.
 *
 * @example
 * toSqlLines('select 1 from t where a and b'); // ['select 1', 'from t', 'where a', 'and b']
 */
export function toSqlLines(sql: string): readonly string[] {
  return sql
    .split('\n')
    .flatMap((line) => line.trim().replace(clauses, '\n').split('\n'))
    .filter((line) => line !== '');
}

/**
 * The difference of two queries, line by line, with one line of context around each change.
 *
 * @example
 * diffSql('panel 1: SQL', 'select 1 from t', 'select 2 from t')?.lines; // ['- select 1', '+ select 2', '  from t']
 */
export function diffSql(where: string, before: string, after: string): Difference | null {
  if (before === after) return null;
  const parts = diffLines(`${toSqlLines(before).join('\n')}\n`, `${toSqlLines(after).join('\n')}\n`);
  const lines = parts.flatMap(({ value, added, removed }, index) => {
    const own = value.replace(/\n$/, '').split('\n');
    if (added || removed) return own.map((line) => `${added ? '+' : '-'} ${line}`);
    const around = [
      ...(index > 0 ? own.slice(0, 1) : []),
      ...(index < parts.length - 1 && (own.length > 1 || index === 0) ? own.slice(-1) : []),
    ];
    return around.map((line) => `  ${line}`);
  });
  if (lines.every((line) => line.startsWith('  '))) return { where, before: 'white space', after: 'other white space' };
  return { where, before: inWords(before), after: inWords(after), lines };
}
