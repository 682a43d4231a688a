import type { QueryTokens } from './query-tokens.ts';
import { notServed } from '../refusal.ts';
import { type RowField, simple, type SimpleKind, type TrinoType } from '../trino-type.ts';

const simpleKinds: Readonly<Record<string, SimpleKind>> = {
  boolean: 'boolean',
  tinyint: 'tinyint',
  smallint: 'smallint',
  integer: 'integer',
  int: 'integer',
  bigint: 'bigint',
  real: 'real',
  double: 'double',
  date: 'date',
  varbinary: 'varbinary',
  json: 'json',
  uuid: 'uuid',
};

/**
 * Reads a type as CAST takes it: `decimal(10, 2)`, `timestamp(3) with time zone`, `row(a bigint, b varchar)`.
 *
 * @throws {EngineFailure} for types that are not served, `char` among them.
 * @example
 * parseType(createQueryTokens('array(bigint)', grammar)); // { kind: 'array', item: { kind: 'bigint' } }
 */
export function parseType(tokens: QueryTokens): TrinoType {
  const name = tokens.name().toLowerCase();
  const kind = simpleKinds[name];
  if (kind !== undefined) {
    if (name === 'double') tokens.take('precision');
    return simple(kind);
  }
  switch (name) {
    case 'varchar':
      return { kind: 'varchar', length: numbers(tokens)[0] ?? null };
    case 'decimal':
    case 'dec':
    case 'numeric': {
      const [precision = 38, scale = 0] = numbers(tokens);
      return { kind: 'decimal', precision, scale };
    }
    case 'timestamp':
    case 'time':
      return parseTime(tokens, name);
    case 'array':
      return bracketed(tokens, () => ({ kind: 'array', item: parseType(tokens) }));
    case 'map':
      return bracketed(tokens, () => {
        const key = parseType(tokens);
        tokens.need(',');
        return { kind: 'map', key, value: parseType(tokens) };
      });
    case 'row':
      return bracketed(tokens, () => ({ kind: 'row', fields: parseFields(tokens) }));
    default:
      throw notServed(`The type ${name}`);
  }
}

function numbers(tokens: QueryTokens): number[] {
  if (!tokens.take('(')) return [];
  const found: number[] = [];
  do found.push(Number(tokens.takeKind('number') ?? tokens.fail('<integer>')));
  while (tokens.take(','));
  tokens.need(')');
  return found;
}

function parseTime(tokens: QueryTokens, name: 'time' | 'timestamp'): TrinoType {
  const [precision = 3] = numbers(tokens);
  if (precision > 6) throw notServed(`The type ${name}(${precision})`, 'use a precision of at most 6');
  if (!tokens.take('with', 'time', 'zone')) {
    tokens.take('without', 'time', 'zone');
    return { kind: name, precision };
  }
  if (name === 'time') throw notServed('The type time with time zone');
  return { kind: 'instant', precision, zone: 'UTC' };
}

function parseFields(tokens: QueryTokens): RowField[] {
  const fields: RowField[] = [];
  do {
    const named = tokens.attempt(() => ({ name: tokens.name(), type: parseType(tokens) }));
    fields.push(named ?? { name: null, type: parseType(tokens) });
  } while (tokens.take(','));
  return fields;
}

function bracketed(tokens: QueryTokens, read: () => TrinoType): TrinoType {
  const close = tokens.take('<') ? '>' : ')';
  if (close === ')') tokens.need('(');
  const type = read();
  tokens.need(close);
  return type;
}
