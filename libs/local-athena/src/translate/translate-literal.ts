import type { Expression } from './parse/ast.ts';
import { castTo, zoned } from './casts.ts';
import { notServed, refusedByTrino } from './refusal.ts';
import { isOnClock, readZone } from './forms/zones.ts';
import { duckDbType, simple, type TrinoType } from './trino-type.ts';
import { textLiteral, type TypedSql } from './typed-sql.ts';

/**
 * A number as Trino types it: whole ones are integer or bigint, those with a point decimal, those with an exponent double.
 *
 * @throws {EngineFailure} for whole numbers beyond 64 bits.
 * @example
 * numberLiteral('1.50').type; // decimal(3,2)
 */
export function numberLiteral(text: string): TypedSql {
  if (/e/i.test(text)) return typed(`CAST('${text}' AS DOUBLE)`, simple('double'), text);
  if (text.includes('.')) return decimalLiteral(text);
  const value = BigInt(text);
  if (value >= -(2n ** 31n) && value < 2n ** 31n) return typed(`CAST(${value} AS INTEGER)`, simple('integer'), text);
  if (value >= -(2n ** 63n) && value < 2n ** 63n) return typed(`CAST(${value} AS BIGINT)`, simple('bigint'), text);
  throw refusedByTrino('INVALID_LITERAL', `Invalid numeric literal: ${text}`);
}

function typed(sql: string, type: TrinoType, literal: string): TypedSql {
  return { sql, type, literal };
}

function decimalLiteral(text: string): TypedSql {
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const scale = fraction.length;
  const precision = Math.max(1, scale, whole.replace(/^0+/, '').length + scale);
  if (precision > 38) throw refusedByTrino('INVALID_LITERAL', `Invalid decimal literal: ${text}`);
  const type: TrinoType = { kind: 'decimal', precision, scale };
  return typed(`CAST('${text.replace(/\.$/, '')}' AS ${duckDbType(type)})`, type, text);
}

/**
 * A text as Trino types it: its length is part of the type.
 *
 * @example
 * stringLiteral('ab').type; // varchar(2)
 */
export function stringLiteral(value: string): TypedSql {
  return typed(textLiteral(value), { kind: 'varchar', length: [...value].length }, value);
}

/**
 * `DATE '...'`, `TIMESTAMP '...'`, `DECIMAL '...'` and their like. A timestamp with a zone is an instant in that zone.
 *
 * @throws {EngineFailure} `INVALID_LITERAL`.
 * @example
 * typedLiteral('timestamp', '2026-11-02 09:30:00 America/New_York', 'line 1:8').type.kind; // 'instant'
 */
export function typedLiteral(word: string, text: string, place: string): TypedSql {
  const invalid = () =>
    refusedByTrino('INVALID_LITERAL', `${place}: '${text}' is not a valid ${word.toUpperCase()} literal`);
  switch (word) {
    case 'date':
      if (!/^\d{4}-\d{1,2}-\d{1,2}$/.test(text)) throw invalid();
      return { sql: `CAST('${text}' AS DATE)`, type: simple('date') };
    case 'time': {
      const parts = /^\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.(\d{1,6}))?)?$/.exec(text);
      if (parts === null) throw invalid();
      return { sql: `CAST('${text}' AS TIME)`, type: { kind: 'time', precision: parts[1]?.length ?? 0 } };
    }
    case 'timestamp':
      return timestampLiteral(text) ?? fail(invalid());
    case 'decimal':
      if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) throw invalid();
      return decimalLiteral(text);
    case 'bigint':
    case 'integer':
    case 'smallint':
    case 'tinyint':
    case 'double':
    case 'real':
    case 'boolean':
    case 'varchar':
      return {
        ...castTo(stringLiteral(text), word === 'varchar' ? { kind: 'varchar', length: null } : simple(word)),
        literal: text,
      };
    default:
      throw notServed(`A literal of type ${word}`);
  }
}

function fail(error: Error): never {
  throw error;
}

function timestampLiteral(text: string): TypedSql | null {
  const parts =
    /^(\d{4}-\d{1,2}-\d{1,2})(?: (\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.(\d{1,6}))?)?))?(?: ?([A-Za-z][A-Za-z0-9_/+-]*|[+-]\d\d:\d\d))?$/.exec(
      text,
    );
  if (parts === null) return null;
  const [, day = '', clock = '00:00', fraction = '', zone] = parts;
  const sql = `CAST('${day} ${/:\d+:/.test(clock) ? clock : `${clock}:00`}' AS TIMESTAMP)`;
  const precision = fraction.length;
  if (zone === undefined) return { sql, type: { kind: 'timestamp', precision } };
  const name = readZone(zone);
  if (!isOnClock(name, `${day} ${clock}`)) return null;
  return { sql: zoned(name, sql, 'to instant'), type: { kind: 'instant', precision, zone: name } };
}

const intervalUnits: Readonly<Record<string, readonly [call: string, kind: 'interval_ds' | 'interval_ym']>> = {
  second: ['to_milliseconds', 'interval_ds'],
  minute: ['to_minutes', 'interval_ds'],
  hour: ['to_hours', 'interval_ds'],
  day: ['to_days', 'interval_ds'],
  month: ['to_months', 'interval_ym'],
  year: ['to_years', 'interval_ym'],
};

/**
 * `INTERVAL '2' DAY`; its literal is the unit.
 *
 * @throws {EngineFailure} `INVALID_LITERAL`, or `NOT_SUPPORTED` for a text of several fields.
 */
export function intervalLiteral({ text, unit, sign }: Extract<Expression, { kind: 'interval' }>): TypedSql {
  const [call, kind] = intervalUnits[unit] ?? [];
  if (unit === 'week' || unit === 'quarter')
    throw refusedByTrino(
      'SYNTAX_ERROR',
      `mismatched input '${unit}'. Expecting: 'DAY', 'HOUR', 'MINUTE', 'MONTH', 'SECOND', 'YEAR'`,
    );
  const isSeconds = unit === 'second' && /^-?\d+(\.\d{1,3})?$/.test(text);
  if (call === undefined || kind === undefined || !(isSeconds || /^-?\d+$/.test(text)))
    throw notServed(
      `INTERVAL '${text}' ${unit.toUpperCase()}`,
      "write a whole number of one unit, as in INTERVAL '90' MINUTE",
    );
  const count = sign * (isSeconds ? Math.round(Number(text) * 1_000) : Number(text));
  return { sql: `${call}(${count})`, type: simple(kind), literal: unit };
}
