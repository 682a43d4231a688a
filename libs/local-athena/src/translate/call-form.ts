import { castTo } from './casts.ts';
import { commonType, isFloating, isInteger, isNumber, simple, type TrinoType, varchar } from './trino-type.ts';
import type { TypedSql } from './typed-sql.ts';

/** The types bound to the letters of a pattern in one call. */
export type Bindings = Map<string, TrinoType>;

/** Produces the SQL of a call; the arguments already have the types of the form. */
export type FormSql = string | ((args: readonly TypedSql[], bindings: Bindings) => string | TypedSql);

/** One signature of a function: argument types, result type, and its SQL in DuckDB. */
export interface CallForm {
  readonly name: string;
  /** Types with commas between: `varchar, bigint`; `T` for any type (the same for each `T`), `any` for any, `text` for a varchar that is not NULL alone, `local` for dates and times, `decimal` of any size; `...` repeats the last. */
  readonly takes: string;
  /** A type, a letter, or a function of the arguments. */
  readonly gives: string | ((args: readonly TypedSql[], bindings: Bindings) => TrinoType);
  readonly sql: FormSql;
}

/**
 * Creates a form of a function.
 *
 * @example
 * form('strpos', 'varchar, varchar', 'bigint', 'strpos({0}, {1})');
 */
export const form = (name: string, takes: string, gives: CallForm['gives'], sql: FormSql): CallForm => ({
  name,
  takes,
  gives,
  sql,
});

/**
 * The arguments of a call, coerced to the types of a form; null when the form does not accept them.
 *
 * @example
 * matchForm(strposForm, [a, b])?.args.length; // 2
 */
export function matchForm(
  { takes }: CallForm,
  given: readonly TypedSql[],
): { readonly args: readonly TypedSql[]; readonly bindings: Bindings } | null {
  const patterns = spread(takes, given.length);
  if (patterns.length !== given.length) return null;
  const bindings: Bindings = new Map();
  for (const [index, { type }] of given.entries()) {
    if (!bind(patterns[index] ?? '', type, bindings)) return null;
  }
  const args = given.flatMap((arg, index) => {
    const type = typeOf(patterns[index] ?? '', bindings, arg.type);
    return type === null ? [] : [coerce(arg, type)];
  });
  return args.length === given.length ? { args, bindings } : null;
}

function spread(takes: string, count: number): string[] {
  if (takes === '') return [];
  const patterns = splitPatterns(takes);
  const last = patterns.at(-1) ?? '';
  if (!last.endsWith('...')) return patterns;
  const repeated = last.slice(0, -3);
  const fixed = patterns.slice(0, -1);
  return [...fixed, ...Array.from({ length: Math.max(1, count - fixed.length) }, () => repeated)];
}

function splitPatterns(takes: string): string[] {
  return takes.split(/,\s*(?![^(]*\))/);
}

/** Whether a type matches a pattern; letters widen to the common type of their arguments. */
function bind(pattern: string, type: TrinoType, bindings: Bindings): boolean {
  if (/^[A-Z]$/.test(pattern)) {
    const bound = bindings.get(pattern);
    const common = bound === undefined ? type : commonType(bound, type);
    if (common === null) return false;
    bindings.set(pattern, common);
    return true;
  }
  const array = /^array\((.*)\)$/.exec(pattern);
  if (array?.[1] !== undefined) return type.kind === 'array' && bind(array[1], type.item, bindings);
  const map = /^map\((.*), (.*)\)$/.exec(pattern);
  if (map?.[1] !== undefined && map[2] !== undefined)
    return type.kind === 'map' && bind(map[1], type.key, bindings) && bind(map[2], type.value, bindings);
  if (pattern === 'any') return true;
  if (pattern === 'literal') return type.kind === 'varchar' || isNumber(type);
  if (type.kind === 'unknown') return !['local', 'clock', 'text', 'json', 'floating'].includes(pattern);
  if (pattern === 'text') return type.kind === 'varchar';
  if (pattern === 'local') return ['date', 'timestamp', 'instant'].includes(type.kind);
  if (pattern === 'clock') return ['date', 'timestamp', 'instant', 'time'].includes(type.kind);
  if (pattern === 'integral') return isInteger(type);
  if (pattern === 'bigint') return isInteger(type);
  if (pattern === 'integer') return isInteger(type) && type.kind !== 'bigint';
  // Trino has separate forms for real, which return real.
  if (pattern === 'double') return isNumber(type) && type.kind !== 'real';
  if (pattern === 'floating') return isFloating(type);
  return type.kind === pattern;
}

/** The type an argument is coerced to; whatever the pattern leaves open stays. */
function typeOf(pattern: string, bindings: Bindings, given: TrinoType): TrinoType | null {
  if (/^[A-Z]$/.test(pattern)) return bindings.get(pattern) ?? null;
  const array = /^array\((.*)\)$/.exec(pattern);
  if (array?.[1] !== undefined && given.kind === 'array') {
    const item = typeOf(array[1], bindings, given.item);
    return item === null ? null : { kind: 'array', item };
  }
  if (pattern.startsWith('map(')) return given;
  if (pattern === 'varchar') return given.kind === 'varchar' ? given : varchar;
  if (pattern === 'bigint' || pattern === 'double' || pattern === 'integer' || pattern === 'boolean')
    return simple(pattern);
  if (given.kind === 'unknown' && (pattern === 'date' || pattern === 'varbinary' || pattern === 'json'))
    return simple(pattern);
  return given;
}

/**
 * Coerces an argument to a type implicitly. Literals keep their value.
 *
 * @example
 * coerce({ sql: '1', type: { kind: 'integer' } }, { kind: 'bigint' }).sql; // 'CAST(1 AS BIGINT)'
 */
export function coerce(arg: TypedSql, to: TrinoType): TypedSql {
  if (arg.type.kind === to.kind && JSON.stringify(arg.type) === JSON.stringify(to)) return arg;
  if (arg.type.kind === 'varchar' && to.kind === 'varchar') return { ...arg, type: to };
  const { sql } = castTo(arg, to);
  return arg.literal === undefined ? { sql, type: to } : { sql, type: to, literal: arg.literal };
}

/**
 * The result type of a form.
 *
 * @throws {TypeError} for a letter that no argument binds, which is a bug in the form.
 */
export function typeGiven({ gives, name }: CallForm, args: readonly TypedSql[], bindings: Bindings): TrinoType {
  if (typeof gives === 'function') return gives(args, bindings);
  return readType(gives, bindings) ?? fault(`The form of ${name} returns ${gives}, which is not a type.`);
}

function readType(text: string, bindings: Bindings): TrinoType | null {
  const bound = bindings.get(text);
  if (bound !== undefined) return bound;
  const array = /^array\((.*)\)$/.exec(text);
  if (array?.[1] !== undefined) {
    const item = readType(array[1], bindings);
    return item === null ? null : { kind: 'array', item };
  }
  const timed = /^(timestamp|instant)\((\d)\)$/.exec(text);
  if (timed?.[1] === 'timestamp') return { kind: 'timestamp', precision: Number(timed[2]) };
  if (timed?.[1] === 'instant') return { kind: 'instant', precision: Number(timed[2]), zone: 'UTC' };
  if (text === 'varchar') return varchar;
  const kind = givenKinds.find((one) => one === text);
  return kind === undefined ? null : simple(kind);
}

const givenKinds = ['boolean', 'integer', 'bigint', 'double', 'date', 'varbinary', 'json', 'interval_ds'] as const;

function fault(message: string): never {
  throw new TypeError(message);
}
