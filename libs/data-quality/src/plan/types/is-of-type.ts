import { type RawBuilder, sql } from 'kysely';
import type { QuotedText } from '../../dqdl/ast.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { allOf, type Predicate } from '../../sql/predicate.ts';
import { type Column, isNumeric } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { datePattern } from './date-pattern.ts';

const typeNames = ['BOOLEAN', 'DATE', 'TIMESTAMP', 'INTEGER', 'LONG', 'FLOAT', 'DOUBLE'] as const;

/** A type of `ColumnDataType`; `wholeDigits`: digits before the point of a DECIMAL. */
export type DataType =
  { readonly name: (typeof typeNames)[number] } | { readonly name: 'DECIMAL'; readonly wholeDigits: number };

/**
 * The type that a text names, in any letter case.
 *
 * @throws {PlanError} for another text.
 * @example
 * readDataType({ value: 'DECIMAL(4, 2)', raw: 'DECIMAL(4, 2)', at }); // { name: 'DECIMAL', wholeDigits: 2 }
 */
export function readDataType({ value, at }: QuotedText): DataType {
  const written = value.toUpperCase();
  const name = typeNames.find((known) => known === written);
  if (name !== undefined) return { name };
  const [, digits, scale] = /^DECIMAL\((\d{1,2}), *(\d{1,2})\)$/.exec(written) ?? [];
  const wholeDigits = Number(digits) - Number(scale);
  if (digits !== undefined && wholeDigits >= 0 && Number(digits) <= 38) return { name: 'DECIMAL', wholeDigits };
  throw new PlanError(`Unrecognized data type "${value}": it is one of ${typeNames.join(', ')}, DECIMAL(10,2).`, at);
}

const day = datePattern('yyyy-MM-dd') ?? '';
const clock = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?';
const zone = '(?:Z|UTC|[+-](?:0\\d|1[0-8]):?[0-5]\\d)';
const whole = '[+-]?\\d{1,38}';
const decimal = '[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,3})?';

/** What a text looks like that can be read as the type. Whole numbers are compared with their range besides. */
const patterns: Readonly<Record<DataType['name'], string>> = {
  BOOLEAN: '(?i)(?:true|false|t|f|yes|no|y|n|1|0)',
  DATE: `${day}(?:[ T].*)?`,
  TIMESTAMP: `${day}(?:[ T]${clock}${zone}?)?`,
  INTEGER: whole,
  LONG: whole,
  FLOAT: `(?:${decimal}|(?i)nan|[+-]?inf(?:inity)?)`,
  DOUBLE: `(?:${decimal}|(?i)nan|[+-]?inf(?:inity)?)`,
  DECIMAL: '[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)',
};

/**
 * Met by the values that can be read as a type. Texts are judged by their characters, not by a cast: engines cast `1.7`, ` 12 ` and
 * `1e3` to different whole numbers.
 *
 * @param format a pattern for dates of another format.
 * @example
 * isOfType(column, { name: 'DATE' }, undefined, dialect);
 */
export function isOfType(column: Column, type: DataType, format: string | undefined, dialect: Dialect): Predicate {
  if (column.type === 'string') return isTextOfType(column.sql, type, format, dialect);
  if (isNumeric(column.type)) return isNumberOfType(column, type, dialect);
  const own = { boolean: ['BOOLEAN'], date: ['DATE', 'TIMESTAMP'], timestamp: ['DATE', 'TIMESTAMP'] };
  const fitting: readonly string[] = Object.hasOwn(own, column.type) ? own[column.type as keyof typeof own] : [];
  return fitting.includes(type.name) ? sql<boolean>`TRUE` : sql<boolean>`FALSE`;
}

function isTextOfType(
  text: RawBuilder<unknown>,
  type: DataType,
  format: string | undefined,
  dialect: Dialect,
): Predicate {
  const looksRight = dialect.matchesPart(text, `\\A\\s*(?:${format ?? patterns[type.name]})\\s*\\z`);
  const range = rangeOf(type);
  if (range === null) return looksRight;
  const number = sql`TRY_CAST(TRIM(REPLACE(${text}, '+', '')) AS ${sql.raw(type.name === 'DECIMAL' ? 'DOUBLE' : 'DECIMAL(38, 0)')})`;
  return allOf([looksRight, inRange(number, range, type)]);
}

function isNumberOfType(column: Column, type: DataType, dialect: Dialect): Predicate {
  const range = rangeOf(type);
  if (type.name === 'DOUBLE' || type.name === 'FLOAT') return sql<boolean>`TRUE`;
  if (range === null) return sql<boolean>`FALSE`;
  const within = inRange(sql`CAST(${column.sql} AS DOUBLE)`, range, type);
  if (column.type !== 'double') return type.name === 'LONG' ? sql<boolean>`TRUE` : within;
  const isWhole = sql<boolean>`${column.sql} = FLOOR(${column.sql})`;
  return allOf([dialect.isFinite(column.sql), within, ...(type.name === 'DECIMAL' ? [] : [isWhole])]);
}

type Range = readonly [least: bigint, most: bigint];

function rangeOf(type: DataType): Range | null {
  switch (type.name) {
    case 'INTEGER':
      return [-(2n ** 31n), 2n ** 31n - 1n];
    case 'LONG':
      return [-(2n ** 63n), 2n ** 63n - 1n];
    case 'DECIMAL':
      return [-(10n ** BigInt(type.wholeDigits)), 10n ** BigInt(type.wholeDigits)];
    default:
      return null;
  }
}

/** The ends of a DECIMAL's range have a digit too many. */
function inRange(number: RawBuilder<unknown>, [least, most]: Range, type: DataType): Predicate {
  if (type.name !== 'DECIMAL') return sql<boolean>`${number} BETWEEN ${wide(least)} AND ${wide(most)}`;
  return sql<boolean>`${number} > CAST(${wide(least)} AS DOUBLE) AND ${number} < CAST(${wide(most)} AS DOUBLE)`;
}

const wide = (whole: bigint) => sql`CAST(${String(whole)} AS DECIMAL(38, 0))`;
