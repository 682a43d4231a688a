import type { Call, Expression, SortKey, WindowSpec } from './parse/ast.ts';
import { type CallForm, coerce, matchForm, typeGiven } from './call-form.ts';
import { castTo } from './casts.ts';
import { aggregateForms, windowForms } from './forms/aggregate-forms.ts';
import { listForms } from './forms/list-forms.ts';
import { numberForms } from './forms/number-forms.ts';
import { textForms } from './forms/text-forms.ts';
import { timeForms } from './forms/time-forms.ts';
import { placeOf } from './parse/query-tokens.ts';
import { tryOf } from './macros.ts';
import { notServed, refusedByTrino } from './refusal.ts';
import type { Context } from './scope.ts';
import { translateLambdaCall } from './translate-lambda-call.ts';
import {
  commonType,
  duckDbType,
  fieldName,
  isInteger,
  simple,
  type TrinoType,
  typeText,
  varchar,
} from './trino-type.ts';
import { fillForm, nullOf, textLiteral, type TypedSql } from './typed-sql.ts';

const byName = (forms: readonly CallForm[]): ReadonlyMap<string, readonly CallForm[]> =>
  new Map(forms.map(({ name }) => [name, forms.filter((one) => one.name === name)]));

const scalars = byName([...numberForms, ...textForms, ...timeForms, ...listForms]);
const aggregates = byName(aggregateForms);
const windows = byName(windowForms);

/** Functions that are part of the language: they look at their arguments one by one. */
const special: Readonly<Record<string, (call: Call, context: Context, at: number) => TypedSql>> = {
  if: ({ args }, context, at) => {
    const [condition, then, otherwise] = args;
    if (condition === undefined || then === undefined || args.length > 3)
      throw refusedByTrino('FUNCTION_NOT_FOUND', `${placeOf(context.sql, at)}: Unexpected parameters for function if`);
    return context.translateExpression(
      { kind: 'case', at, operand: null, whens: [{ when: condition, then }], otherwise: otherwise ?? null },
      context,
    );
  },
  coalesce: ({ args }, context, at) => {
    if (args.length < 2)
      throw refusedByTrino(
        'SYNTAX_ERROR',
        `${placeOf(context.sql, at)}: The 'coalesce' function must have at least two arguments`,
      );
    const { values, type } = unify(args, context, at);
    return { sql: `coalesce(${values.join(', ')})`, type };
  },
  nullif: ({ args: [first, second] }, context, at) => {
    if (first === undefined || second === undefined)
      throw refusedByTrino('SYNTAX_ERROR', `${placeOf(context.sql, at)}: nullif needs two arguments`);
    const value = context.translateExpression(first, context);
    const isEqual = context.translateExpression(
      { kind: 'comparison', at, operator: '=', left: first, right: second },
      context,
    );
    return { sql: `CASE WHEN ${isEqual.sql} THEN NULL ELSE ${value.sql} END`, type: value.type };
  },
  try: ({ args: [value] }, context) => (value === undefined ? refuseTry() : translateTry(value, context)),
  typeof: ({ args: [value] }, context) => {
    const type = value === undefined ? simple('unknown') : context.translateExpression(value, context).type;
    if (value?.kind === 'call' && /varchar(?!\()/.test(typeText(type)))
      throw notServed('typeof of a computed text', 'its length is not known here');
    return { sql: textLiteral(typeText(type).replaceAll(/decimal\((\d+),(\d+)\)/g, 'decimal($1,$2)')), type: varchar };
  },
  current_catalog: () => ({ sql: "'awsdatacatalog'", type: varchar }),
  current_schema: (_, { database }) => ({ sql: textLiteral(database), type: varchar }),
  grouping: ({ args }, context) => ({
    sql: `CAST(grouping(${args.map((arg) => context.translateExpression(arg, context).sql).join(', ')}) AS INTEGER)`,
    type: simple('integer'),
  }),
};

const refuseTry = (): never => {
  throw notServed(
    'try of such an expression',
    'use try_cast, nullif(x, 0) below a division, or a CASE that avoids the failure',
  );
};

/** DuckDB's TRY takes no aggregates: a division of them needs none. */
function translateTry(value: Expression, context: Context): TypedSql {
  const made = context.translateExpression(value, context);
  if (!holdsAggregate(value)) {
    const sql = tryOf(made.sql);
    if (sql !== null) return { sql, type: made.type };
    if (value.kind !== 'cast') return refuseTry();
    return castTo(context.translateExpression(value.operand, context), value.type, true);
  }
  const isDivision = value.kind === 'operation' && ['/', '%'].includes(value.operator);
  if (!isDivision || ![value.left, value.right].every(isPlain)) return refuseTry();
  const divisor = context.translateExpression(value.right, context);
  return isInteger(made.type) || made.type.kind === 'decimal'
    ? { sql: `CASE WHEN ${divisor.sql} <> 0 THEN ${made.sql} END`, type: made.type }
    : made;
}

const isPlain = (value: Expression): boolean =>
  value.kind === 'number' || value.kind === 'column' || (value.kind === 'call' && aggregates.has(value.name));

/** Looked for in everything that an expression holds. */
function holdsAggregate(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if ('kind' in value && value.kind === 'call' && 'name' in value && typeof value.name === 'string')
    if (aggregates.has(value.name) || windows.has(value.name)) return true;
  return Object.values(value).some(holdsAggregate);
}

/** The values of expressions in the type that they share. */
export function unify(
  args: readonly Expression[],
  context: Context,
  at: number,
): { readonly values: readonly string[]; readonly type: TrinoType } {
  const given = args.map((arg) => context.translateExpression(arg, context));
  const type = given.reduce<TrinoType>((shared, arg) => {
    const common = commonType(shared, arg.type);
    if (common === null)
      throw refusedByTrino(
        'TYPE_MISMATCH',
        `${placeOf(context.sql, at)}: All results must be the same type: ${typeText(shared)}, ${typeText(arg.type)}`,
      );
    return common;
  }, simple('unknown'));
  return { values: given.map((arg) => coerce(arg, type).sql), type };
}

/**
 * A call as DuckDB SQL. Only functions with a form are called; all others are refused.
 *
 * @throws {EngineFailure} `NOT_SUPPORTED` for a function without a form; `FUNCTION_NOT_FOUND` for arguments that none takes.
 * @example
 * translateCall({ kind: 'call', at: 7, name: 'strpos', call }, context).type.kind; // 'bigint'
 */
export function translateCall(name: string, call: Call, at: number, context: Context): TypedSql {
  const own = Object.hasOwn(special, name) ? special[name] : undefined;
  if (own !== undefined) return refuseClauses(name, call, own(call, context, at));
  if (call.args.some(({ kind }) => kind === 'lambda'))
    return refuseClauses(name, call, translateLambdaCall(name, call.args, at, context));
  const forms = windows.get(name) ?? aggregates.get(name) ?? scalars.get(name);
  if (forms === undefined)
    throw notServed(
      `The function ${name} (${placeOf(context.sql, at)})`,
      'check its name, rewrite the query without it, or run it on Athena',
    );
  const given = call.args.map((arg) => context.translateExpression(arg, context));
  for (const form of forms) {
    const matched = matchForm(form, given);
    if (matched === null) continue;
    const type = typeGiven(form, matched.args, matched.bindings);
    const made = typeof form.sql === 'string' ? form.sql : form.sql(matched.args, matched.bindings);
    if (typeof made !== 'string') return made;
    const sql = fillForm(
      made,
      matched.args.map((arg) => arg.sql),
    );
    return {
      sql: scalars.get(name)?.includes(form) === true ? plain(name, call, sql) : withClauses(name, call, sql, context),
      type,
    };
  }
  throw refusedByTrino(
    'FUNCTION_NOT_FOUND',
    `${placeOf(context.sql, at)}: Unexpected parameters (${given.map(({ type }) => typeText(type)).join(', ')}) for function ${name}, or they are not served here`,
  );
}

function refuseClauses(name: string, call: Call, made: TypedSql): TypedSql {
  return { ...made, sql: plain(name, call, made.sql) };
}

/** A function of single values takes no DISTINCT, ORDER BY, FILTER or OVER. */
function plain(name: string, { distinct, orderBy, filter, over, isStar }: Call, sql: string): string {
  if (distinct || orderBy.length > 0 || filter !== null || over !== null || isStar)
    throw refusedByTrino('FUNCTION_NOT_AGGREGATE', `${name} is not an aggregation function`);
  return sql;
}

function withClauses(name: string, call: Call, sql: string, context: Context): string {
  if (call.isStar && name !== 'count') throw refusedByTrino('SYNTAX_ERROR', `${name}(*) is not a function`);
  if (call.distinct && !sql.includes('{d}')) throw notServed(`${name} with DISTINCT`);
  if (call.orderBy.length > 0 && !sql.includes('{o}')) throw notServed(`${name} with ORDER BY`);
  if (windows.has(name) && call.over === null)
    throw refusedByTrino('MISSING_OVER', `Window function ${name} requires an OVER clause`);
  if (call.filter !== null && call.over !== null)
    throw refusedByTrino('NOT_SUPPORTED', 'Window function with FILTER clause is not supported');
  if (name === 'listagg' && call.orderBy.length === 0)
    throw refusedByTrino('SYNTAX_ERROR', "mismatched input. Expecting: 'WITHIN'");
  if (call.nulls === 'ignore' && !sql.includes('{n}')) throw notServed(`${name} with IGNORE NULLS`);
  const filter = call.filter === null ? '' : ` FILTER (WHERE ${context.translateExpression(call.filter, context).sql})`;
  const over = call.over === null ? '' : ` OVER (${translateWindow(call.over, context)})`;
  return sql
    .replaceAll('{d}', () => (call.distinct ? 'DISTINCT ' : ''))
    .replaceAll('{o}', () => (call.orderBy.length === 0 ? '' : ` ORDER BY ${translateSortKeys(call.orderBy, context)}`))
    .replaceAll('{n}', () => (call.nulls === 'ignore' ? ' IGNORE NULLS' : ''))
    .replaceAll('{s}', () => `${filter}${over}`);
}

/** The keys of ORDER BY; NULL is last by default. */
export function translateSortKeys(keys: readonly SortKey[], context: Context): string {
  return keys
    .map(
      ({ key, isDescending, nulls }) =>
        `${context.translateExpression(key, context).sql} ${isDescending ? 'DESC' : 'ASC'} NULLS ${nulls.toUpperCase()}`,
    )
    .join(', ');
}

function translateWindow(window: WindowSpec | string, context: Context): string {
  if (typeof window === 'string') {
    const named = context.windows.get(window);
    if (named === undefined) throw refusedByTrino('INVALID_WINDOW_REFERENCE', `Cannot resolve WINDOW name ${window}`);
    return translateWindow(named, context);
  }
  const base = window.base === null ? '' : translateWindow(window.base, context);
  const partition =
    window.partitionBy.length === 0
      ? ''
      : `PARTITION BY ${window.partitionBy.map((key) => context.translateExpression(key, context).sql).join(', ')}`;
  const order = window.orderBy.length === 0 ? '' : `ORDER BY ${translateSortKeys(window.orderBy, context)}`;
  return [base, partition, order, translateFrame(window, context)].filter((part) => part !== '').join(' ');
}

function translateFrame({ frame }: WindowSpec, context: Context): string {
  if (frame === null) return '';
  const bound = ({ words, offset }: NonNullable<typeof frame>['start']): string =>
    offset === null ? words : `${frameOffset(offset, context)} ${words}`;
  if (frame.mode === 'groups') throw notServed('A window frame with GROUPS');
  return frame.end === null
    ? `${frame.mode} ${bound(frame.start)}`
    : `${frame.mode} BETWEEN ${bound(frame.start)} AND ${bound(frame.end)}`;
}

function frameOffset(offset: Expression, context: Context): string {
  const value = context.translateExpression(offset, context);
  if (!isInteger(value.type) && !value.type.kind.startsWith('interval'))
    throw notServed(`A window frame of ${typeText(value.type)}`);
  return value.sql;
}

/** Rows have fields with names in DuckDB. */
export function makeRow(values: readonly TypedSql[]): TypedSql {
  const fields = values.map(({ type }) => ({ name: null, type }));
  const named = values.map(
    (value, index) =>
      `'${fieldName({ name: null, type: value.type }, index)}': ${value.type.kind === 'unknown' ? nullOf(value.type) : value.sql}`,
  );
  return { sql: `{${named.join(', ')}}`, type: { kind: 'row', fields } };
}

/** An array in the type that its items share. */
export function makeArray(items: readonly Expression[], context: Context, at: number): TypedSql {
  const { values, type } = unify(items, context, at);
  return {
    sql: values.length === 0 ? `CAST([] AS ${duckDbType({ kind: 'array', item: type })})` : `[${values.join(', ')}]`,
    type: { kind: 'array', item: type },
  };
}
