import { SqlExecutionError } from '../sql/errors.ts';
import { toSqlExcerpt } from '../sql/sql-excerpt.ts';
import type { ResultColumn, ResultPage } from './run/result-pages.ts';
import { toInstant } from '../sql/to-instant.ts';

/**
 * One of Athena's texts as plain JavaScript, by the column's type: bigint exact, decimals as text, doubles with NaN and
 * the infinities, dates as `YYYY-MM-DD`, timestamps (to the millisecond) as UTC `Date`, NULL as null, apart from ''.
 * Arrays, rows, maps, binary, times and intervals stay Athena's text, and its text of nested values cannot be read back:
 * select their parts, or `json_format(cast(x as json))`. `sql` is for the error.
 *
 * @throws {SqlExecutionError} for a text that is none of its type, with the column's name.
 * @example
 * toPlainValue('9007199254740993', { name: 'trades', type: 'bigint' }); // 9007199254740993n
 */
export function toPlainValue(text: string | null, column: ResultColumn, sql = ''): unknown {
  if (text === null) return null;
  const value = parserOf(column.type)(text);
  if (value === undefined) {
    throw new SqlExecutionError(
      `Athena sent ${JSON.stringify(text.slice(0, 80))} in the ${column.type} column "${column.name}", which has no plain form: select it as text (cast(... as varchar)), a time of a zone with at_timezone(..., 'UTC').`,
      { engine: 'athena', sql: toSqlExcerpt(sql), transient: false, cause: undefined },
    );
  }
  return value;
}

/**
 * A page's rows as objects of plain values.
 *
 * @throws {SqlExecutionError} as `toPlainValue`.
 * @example
 * for await (const page of runner.pages(query)) rows.push(...toPlainRows(page));
 */
export function toPlainRows(page: ResultPage, sql = ''): Record<string, unknown>[] {
  return page.rows.map((row) =>
    Object.fromEntries(
      page.columns.map((column, index) => [column.name, toPlainValue(row[index] ?? null, column, sql)]),
    ),
  );
}

/** Undefined when the text is none of the type. */
type Parser = (text: string) => unknown;

const asText: Parser = (text) => text;

const parsers: Readonly<Record<string, Parser>> = {
  boolean: (text) => ({ true: true, false: false })[text.toLowerCase()],
  tinyint: toInteger,
  smallint: toInteger,
  integer: toInteger,
  int: toInteger,
  bigint: (text) => (/^-?\d+$/.test(text) ? BigInt(text) : undefined),
  double: toDouble,
  // A 32-bit float is its own value, not its shortest text, as in the other engines.
  float: (text) => toFloat(text),
  real: (text) => toFloat(text),
  date: (text) => (/^[+-]?\d{4,}-\d{2}-\d{2}$/.test(text) ? text : undefined),
  timestamp: toInstant,
  'timestamp with time zone': toInstant,
};

/** By Athena's name of the type, with any precision: `timestamp(3) with time zone`, `decimal(10,2)`. */
function parserOf(type: string): Parser {
  const word = type
    .toLowerCase()
    .replace(/\(.*\)/, '')
    .trim();
  return Object.hasOwn(parsers, word) ? (parsers[word] ?? asText) : asText;
}

function toInteger(text: string): number | undefined {
  return /^-?\d{1,10}$/.test(text) ? Number(text) : undefined;
}

function toDouble(text: string): number | undefined {
  if (/^[+-]?(Infinity|NaN)$/.test(text)) return Number(text.replace('+', ''));
  return /^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

function toFloat(text: string): number | undefined {
  const value = toDouble(text);
  return value === undefined ? undefined : Math.fround(value);
}
