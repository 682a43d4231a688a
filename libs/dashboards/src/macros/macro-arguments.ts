/** A macro call found in SQL. */
export interface MacroCall {
  readonly start: number;
  readonly end: number;
  readonly args: readonly string[];
}

/**
 * The first call of a macro at or after a position, as Grafana's parser sees it: parentheses are counted without regard
 * to quotes, arguments are split at commas outside inner parentheses and trimmed, a name without parentheses has no
 * arguments.
 *
 * @example
 * findMacroCall("$__timeFilter(bar_ts,'yyyy')", '$__timeFilter', 0); // { start: 0, end: 28, args: ['bar_ts', "'yyyy'"] }
 */
export function findMacroCall(sql: string, name: string, from: number): MacroCall | null {
  for (let start = sql.indexOf(name, from); start >= 0; start = sql.indexOf(name, start + 1)) {
    const after = start + name.length;
    if (/[A-Za-z0-9_]/.test(sql[after] ?? '')) continue;
    if (sql[after] !== '(') return { start, end: after, args: [] };
    const close = closingParenthesis(sql, after);
    if (close === null) return { start, end: after, args: [] };
    return { start, end: close + 1, args: splitArguments(sql.slice(after + 1, close)) };
  }
  return null;
}

function closingParenthesis(sql: string, open: number): number | null {
  let depth = 0;
  for (let index = open; index < sql.length; index += 1) {
    if (sql[index] === '(') depth += 1;
    if (sql[index] === ')') depth -= 1;
    if (depth === 0) return index;
  }
  return null;
}

function splitArguments(text: string): string[] {
  const args: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '(') depth += 1;
    if (text[index] === ')') depth -= 1;
    if (text[index] === ',' && depth === 0) {
      args.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  return [...args, text.slice(start).trim()];
}
