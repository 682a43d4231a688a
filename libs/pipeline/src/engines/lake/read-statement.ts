import { RefusedSql } from '../duckdb/closed-engine/refused-sql.ts';

const refusal =
  'Published tables are only read: give one SELECT, WITH, SHOW or DESCRIBE statement, without others behind it.';

/** A statement that only reads. */
export interface ReadStatement {
  /** As it is sent: without a semicolon at its end. */
  readonly text: string;
  /** Its first word, in lower case. */
  readonly kind: 'select' | 'with' | 'show' | 'describe';
  /** Where a `with` that the statement begins with ends in `text`; null when it begins otherwise, with a parenthesis for example. */
  readonly withEnd: number | null;
}

const kinds: Readonly<Record<string, ReadStatement['kind']>> = {
  select: 'select',
  with: 'with',
  show: 'show',
  describe: 'describe',
  desc: 'describe',
};

/**
 * Checks that a text is one statement that only reads. In the SQL of Athena and Trino a `with` or a `select` cannot write: writing has first
 * words of its own.
 *
 * @throws {RefusedSql} for anything else.
 * @example
 * toReadStatement('select 1;').text; // 'select 1'
 */
export function toReadStatement(text: string): ReadStatement {
  if (text.includes('\0')) throw new RefusedSql('The statement has a NUL character: remove it.');
  // Of the same length: comments as spaces, texts and quoted names as letters.
  const bare = text.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    (/^['"]/.test(part) ? 'x' : ' ').repeat(part.length),
  );
  const end = bare.search(/[\s;]*$/);
  const head = /^[\s(]*([a-z]+)\b/i.exec(bare);
  const kind = kinds[head?.[1]?.toLowerCase() ?? ''];
  if (head === null || kind === undefined || bare.slice(0, end).includes(';')) throw new RefusedSql(refusal);
  const withEnd = kind === 'with' && !head[0].includes('(') ? head[0].length : null;
  return { text: text.slice(0, end), kind, withEnd };
}
