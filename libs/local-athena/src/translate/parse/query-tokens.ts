import { type Token, tokenize } from '../../sql/tokenize.ts';
import type { Expression, Query } from './ast.ts';
import { refusedByTrino } from '../refusal.ts';

/** Operators of more than one character; tokenize gives them one by one. */
const operators: ReadonlySet<string> = new Set(['<=', '>=', '<>', '!=', '||', '->', '=>']);

/** Words that cannot be names without quotes. Source: Trino documentation, "Reserved keywords". */
const reserved: ReadonlySet<string> = new Set(
  (
    'alter and as between by case cast constraint create cross cube current_catalog current_date current_path current_role ' +
    'current_schema current_time current_timestamp current_user deallocate delete describe distinct drop else end escape except ' +
    'exists extract false for from full group grouping having in inner insert intersect into is join json_array json_exists ' +
    'json_object json_query json_table json_value left like listagg localtime localtimestamp natural normalize not null on or ' +
    'order outer prepare recursive right rollup select skip table then trim true uescape union unnest using values when where with'
  ).split(' '),
);

/** How the parts of a query are parsed that contain each other: an expression can hold a query, a window holds expressions. */
export interface Grammar {
  query(tokens: QueryTokens): Query;
  expression(tokens: QueryTokens): Expression;
}

/** Reads the tokens of a query from left to right. */
export interface QueryTokens {
  readonly grammar: Grammar;
  /** The offset of the next token. */
  at(): number;
  /** Whether the next words are these, in any case. */
  is(...words: readonly string[]): boolean;
  /** Consumes the next words if they are these; returns whether they were. */
  take(...words: readonly string[]): boolean;
  /** Consumes these words or refuses the statement as a syntax error. */
  need(...words: readonly string[]): void;
  /** Consumes and returns the next token if it is of this kind. */
  takeKind(kind: Token['kind']): string | null;
  peek(ahead?: number): Token | undefined;
  advance(): void;
  /** Whether the next token is a name: a quoted one, or a word that is not reserved. */
  isName(): boolean;
  name(): string;
  /** Refuses the statement at the next token. */
  fail(expected: string): never;
  /** Tries to parse; on a syntax error nothing is consumed. */
  attempt<T>(read: () => T): T | null;
}

/**
 * Creates a reader at the start of a query.
 *
 * @throws {EngineFailure} `SYNTAX_ERROR` by its calls.
 * @example
 * createQueryTokens('SELECT 1', grammar).take('select'); // true
 */
export function createQueryTokens(sql: string, grammar: Grammar): QueryTokens {
  const tokens = joinOperators(tokenize(sql));
  let index = 0;
  const matches = (word: string, ahead: number): boolean => {
    const token = tokens[index + ahead];
    return (
      token !== undefined && (token.kind === 'word' || token.kind === 'symbol') && token.text.toLowerCase() === word
    );
  };
  const is = (...words: readonly string[]): boolean => words.every(matches);
  const fail = (expected: string): never => {
    const token = tokens[index];
    const found = token === undefined ? "'<EOF>'" : `'${token.text}'`;
    const hint =
      token?.kind === 'backquoted'
        ? 'backquoted identifiers are not supported; use double quotes to quote identifiers'
        : `mismatched input ${found}. Expecting: ${expected}`;
    throw refusedByTrino('SYNTAX_ERROR', `${placeOf(sql, token?.start ?? sql.length)}: ${hint}`);
  };
  const take = (...words: readonly string[]): boolean => {
    if (!is(...words)) return false;
    index += words.length;
    return true;
  };
  const isName = (): boolean => {
    const token = tokens[index];
    return (
      token !== undefined &&
      (token.kind === 'quoted' || (token.kind === 'word' && !reserved.has(token.text.toLowerCase())))
    );
  };
  return {
    grammar,
    is,
    take,
    fail,
    isName,
    at: () => tokens[index]?.start ?? sql.length,
    peek: (ahead = 0) => tokens[index + ahead],
    advance: () => void (index += 1),
    need(...words) {
      if (!take(...words)) fail(`'${words.join(' ').toUpperCase()}'`);
    },
    takeKind(kind) {
      const token = tokens[index];
      if (token?.kind !== kind) return null;
      index += 1;
      return token.text;
    },
    name() {
      const token = tokens[index];
      if (token === undefined || !isName()) return fail('<identifier>');
      index += 1;
      return token.kind === 'quoted' ? token.text.slice(1, -1).replaceAll('""', '"') : token.text;
    },
    attempt(read) {
      const before = index;
      try {
        return read();
      } catch {
        index = before;
        return null;
      }
    },
  };
}

/**
 * A place in a statement as Trino names it.
 *
 * @example
 * placeOf('select x', 7); // 'line 1:8'
 */
export function placeOf(sql: string, at: number): string {
  const lines = sql.slice(0, at).split('\n');
  return `line ${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}

function joinOperators(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    const isPair =
      last?.kind === 'symbol' &&
      token.kind === 'symbol' &&
      last.end === token.start &&
      operators.has(last.text + token.text);
    if (last !== undefined && isPair) joined.splice(-1, 1, { ...last, text: last.text + token.text, end: token.end });
    else joined.push(token);
  }
  return joined;
}
