import { MacroError } from './macro-error.ts';

/** A macro call as written in the SQL. */
export interface MacroCall {
  /** The call's text, its parentheses included. */
  readonly text: string;
  /** Trimmed; none without parentheses, one empty argument for `()`. */
  readonly args: readonly string[];
}

/**
 * Every call of a macro, as Grafana's parser sees them: parentheses are counted without regard to quotes, arguments are
 * split at commas outside inner parentheses, only a parenthesis right behind the name opens arguments.
 *
 * @throws {MacroError} when a parenthesis is not closed.
 * @example
 * findMacroCalls("$__timeFilter(bar_ts,'yyyy')", '$__timeFilter'); // [{ text: "$__timeFilter(bar_ts,'yyyy')", args: ['bar_ts', "'yyyy'"] }]
 */
export function findMacroCalls(sql: string, name: string): MacroCall[] {
  const calls: MacroCall[] = [];
  for (let start = sql.indexOf(name); start >= 0; start = sql.indexOf(name, start + 1)) {
    const end = start + name.length;
    if (/^\w/.test(sql.slice(end, end + 1))) continue;
    const { args, length } = readArguments(sql.slice(end));
    calls.push({ text: sql.slice(start, end + length), args });
  }
  return calls;
}

function readArguments(text: string): { args: readonly string[]; length: number } {
  if (!text.startsWith('(')) return { args: [], length: 0 };
  const args: string[] = [];
  let depth = 0;
  let from = 1;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0 || (depth === 1 && character === ',')) {
      args.push(text.slice(from, index).trim());
      from = index + 1;
    }
    if (depth === 0) return { args, length: index + 1 };
  }
  throw new MacroError('Could not apply macros: failed to parse macro arguments (missing close bracket?)');
}
