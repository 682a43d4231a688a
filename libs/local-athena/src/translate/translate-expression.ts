import type { Expression } from './parse/ast.ts';
import { coerce } from './call-form.ts';
import { castTo, toLocal, zoned } from './casts.ts';
import { extractFunctions } from './forms/time-forms.ts';
import { compare, operate } from './operators.ts';
import { placeOf } from './parse/query-tokens.ts';
import { notServed, refusedByTrino } from './refusal.ts';
import { type Context, fieldOf, resolveName } from './scope.ts';
import { makeArray, makeRow, translateCall, unify } from './translate-call.ts';
import { intervalLiteral, numberLiteral, stringLiteral, typedLiteral } from './translate-literal.ts';
import { readZone } from './forms/zones.ts';
import { commonType, isFloating, isInteger, isNumber, simple, typeText } from './trino-type.ts';
import { textLiteral, type TypedSql } from './typed-sql.ts';

const boolean = simple('boolean');

/**
 * An expression as DuckDB SQL, with its Trino type.
 *
 * @throws {EngineFailure} with Trino's message if Trino refuses it, `NOT_SUPPORTED` if it is not served.
 * @example
 * translateExpression(parseExpression(createQueryTokens('7 / 2', grammar)), context).type.kind; // 'integer'
 */
export function translateExpression(expression: Expression, context: Context): TypedSql {
  const place = (): string => placeOf(context.sql, expression.at);
  const translate = (inner: Expression): TypedSql => translateExpression(inner, context);
  switch (expression.kind) {
    case 'null':
      return { sql: 'NULL', type: simple('unknown') };
    case 'boolean':
      return { sql: expression.value ? 'TRUE' : 'FALSE', type: boolean };
    case 'number':
      return numberLiteral(expression.text);
    case 'string':
      return stringLiteral(expression.value);
    case 'binary':
      return { sql: `unhex(${textLiteral(expression.hex.replaceAll(/\s/g, ''))})`, type: simple('varbinary') };
    case 'typed':
      return typedLiteral(expression.type, expression.text, place());
    case 'interval':
      return intervalLiteral(expression);
    case 'column':
      return resolveName(expression.parts, expression.at, context);
    case 'field':
      return fieldOf(translate(expression.of), expression.name, place);
    case 'subscript':
      return subscript(expression, context);
    case 'array':
      return makeArray(expression.items, context, expression.at);
    case 'row':
      return makeRow(expression.items.map(translate));
    case 'unary':
      return unary(expression, context);
    case 'operation':
      return operate(expression.operator, translate(expression.left), translate(expression.right), place());
    case 'logical':
      return {
        sql: `(${expression.operands.map((operand) => condition(operand, context)).join(` ${expression.operator.toUpperCase()} `)})`,
        type: boolean,
      };
    case 'comparison':
      return compare(expression.operator, translate(expression.left), translate(expression.right), place());
    case 'between':
      return between(expression, context);
    case 'in':
      return inList(expression, context);
    case 'in-query':
      return inQuery(expression, context);
    case 'like':
      return like(expression, context);
    case 'is-null':
      return {
        sql: `(${translate(expression.operand).sql} IS ${expression.negated ? 'NOT ' : ''}NULL)`,
        type: boolean,
      };
    case 'distinct-from': {
      const { values } = unify([expression.left, expression.right], context, expression.at);
      return { sql: `(${values.join(` IS ${expression.negated ? 'NOT ' : ''}DISTINCT FROM `)})`, type: boolean };
    }
    case 'at-zone':
      return atZone(translate(expression.operand), expression.zone);
    case 'case':
      return caseOf(expression, context);
    case 'cast':
      return castTo(translate(expression.operand), expression.type, expression.isTry);
    case 'extract': {
      const name = extractFunctions[expression.unit];
      if (name === undefined) throw notServed(`EXTRACT of ${expression.unit}`);
      if (['hour', 'minute', 'second'].includes(name) && translate(expression.operand).type.kind === 'date')
        throw refusedByTrino('TYPE_MISMATCH', `${place()}: Cannot extract ${expression.unit} from date`);
      return translateCall(
        name,
        {
          args: [expression.operand],
          isStar: false,
          distinct: false,
          orderBy: [],
          filter: null,
          nulls: 'respect',
          over: null,
        },
        expression.at,
        context,
      );
    }
    case 'call':
      return translateCall(expression.name, expression.call, expression.at, context);
    case 'lambda':
      throw refusedByTrino('TYPE_MISMATCH', `${place()}: Lambda expression should always be used inside a function`);
    case 'query': {
      const { sql, columns } = context.translate(expression.query, context);
      const [column] = columns;
      if (column === undefined || columns.length > 1) throw notServed('A subquery of several columns as a value');
      return { sql: `(${sql})`, type: column.type };
    }
    case 'exists':
      return { sql: `EXISTS (${context.translate(expression.query, context).sql})`, type: boolean };
  }
}

/**
 * A condition: what is not boolean is refused.
 *
 * @throws {EngineFailure} `TYPE_MISMATCH`.
 */
export function condition(expression: Expression, context: Context): string {
  const { sql, type } = translateExpression(expression, context);
  if (type.kind === 'unknown') return 'CAST(NULL AS BOOLEAN)';
  if (type.kind !== 'boolean')
    throw refusedByTrino(
      'TYPE_MISMATCH',
      `${placeOf(context.sql, expression.at)}: Expression must evaluate to a boolean (actual: ${typeText(type)})`,
    );
  return sql;
}

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

function unary({ operator, operand, at }: Of<'unary'>, context: Context): TypedSql {
  if (operator === 'not') return { sql: `(NOT ${condition(operand, context)})`, type: boolean };
  const value = translateExpression(operand, context);
  const isSigned = isNumber(value.type) || (operator === '-' && value.type.kind.startsWith('interval'));
  if (!isSigned)
    throw refusedByTrino('TYPE_MISMATCH', `${placeOf(context.sql, at)}: Cannot negate ${typeText(value.type)}`);
  return operator === '+' ? value : { sql: `(-${value.sql})`, type: value.type };
}

function subscript({ of, index, at }: Of<'subscript'>, context: Context): TypedSql {
  const value = translateExpression(of, context);
  const key = translateExpression(index, context);
  if (value.type.kind === 'array' && isInteger(key.type))
    return { sql: `trino_subscript(${value.sql}, ${coerce(key, simple('bigint')).sql})`, type: value.type.item };
  if (value.type.kind === 'map')
    return { sql: `trino_map_value(${value.sql}, ${coerce(key, value.type.key).sql})`, type: value.type.value };
  const field =
    value.type.kind === 'row' && key.literal !== undefined ? value.type.fields[Number(key.literal) - 1] : undefined;
  if (field === undefined)
    throw refusedByTrino(
      'TYPE_MISMATCH',
      `${placeOf(context.sql, at)}: Cannot use ${typeText(key.type)} for subscript of ${typeText(value.type)}`,
    );
  return { sql: `(${value.sql})."${field.name ?? `field${Number(key.literal) - 1}`}"`, type: field.type };
}

function between({ operand, low, high, negated, at }: Of<'between'>, context: Context): TypedSql {
  const place = placeOf(context.sql, at);
  const value = translateExpression(operand, context);
  if (isFloating(value.type)) for (const bound of [low, high]) refuseNullBound(translateExpression(bound, context).sql);
  const parts = [
    compare('>=', value, translateExpression(low, context), place),
    compare('<=', value, translateExpression(high, context), place),
  ];
  const sql = `(${parts.map((part) => part.sql).join(' AND ')})`;
  return { sql: negated ? `(NOT ${sql})` : sql, type: boolean };
}

/** Where a bound is NULL as Trino plans, it takes NaN BETWEEN NULL AND 1 for NULL instead of false. */
function refuseNullBound(bound: string): void {
  if (!/\bt\d+\./.test(bound) && /NULL|CASE|TRY/.test(bound)) throw notServed('BETWEEN with a bound that may be NULL');
}

/** What may be NaN or hold NULL is compared one by one. */
function inList({ operand, items, negated, at }: Of<'in'>, context: Context): TypedSql {
  const { values, type } = unify([operand, ...items], context, at);
  const [value = '', ...others] = values;
  // Trino plans x IN (x, 1) as true, also where x is NaN.
  if (isFloating(type) && others.includes(value)) throw notServed('IN of a value with itself', 'leave that value out');
  const isAny =
    isFloating(type) || type.kind === 'row' || type.kind === 'array'
      ? `(${items.map((item) => compare('=', translateExpression(operand, context), translateExpression(item, context), placeOf(context.sql, at)).sql).join(' OR ')})`
      : `(${value} IN (${others.join(', ')}))`;
  return { sql: negated ? `(NOT ${isAny})` : isAny, type: boolean };
}

function inQuery({ operand, query, negated, at }: Of<'in-query'>, context: Context): TypedSql {
  const value = translateExpression(operand, context);
  const { sql, columns } = context.translate(query, context);
  const [column] = columns;
  if (column === undefined || columns.length > 1) throw notServed('IN with a subquery of several columns');
  const type = commonType(value.type, column.type);
  if (type === null)
    throw refusedByTrino(
      'TYPE_MISMATCH',
      `${placeOf(context.sql, at)}: value and result of subquery must be of the same type for IN expression: ${typeText(value.type)} vs ${typeText(column.type)}`,
    );
  const name = context.newName();
  const inner = `SELECT ${coerce({ sql: `${name}.c0`, type: column.type }, type).sql} FROM (${sql}) AS ${name}(c0)`;
  return { sql: `(${coerce(value, type).sql} ${negated ? 'NOT ' : ''}IN (${inner}))`, type: boolean };
}

function like({ operand, pattern, escape, negated, at }: Of<'like'>, context: Context): TypedSql {
  const [value, form] = [translateExpression(operand, context), translateExpression(pattern, context)];
  if (value.type.kind !== 'varchar' || form.type.kind !== 'varchar')
    throw refusedByTrino(
      'TYPE_MISMATCH',
      `${placeOf(context.sql, at)}: Left side of LIKE expression must evaluate to a varchar (actual: ${typeText(value.type)})`,
    );
  refuseEscape(pattern, escape);
  const escaped = escape === null ? '' : ` ESCAPE ${translateExpression(escape, context).sql}`;
  return { sql: `(${value.sql} ${negated ? 'NOT ' : ''}LIKE ${form.sql}${escaped})`, type: boolean };
}

/** Trino takes an escape only before %, _ or itself, DuckDB anywhere. */
function refuseEscape(pattern: Expression, escape: Expression | null): void {
  if (escape === null) return;
  if (escape.kind !== 'string' || pattern.kind !== 'string')
    throw notServed('LIKE with a computed pattern and ESCAPE', 'write both as literals');
  const rest = [...pattern.value.replaceAll(`${escape.value}${escape.value}`, '')];
  if (rest.some((char, index) => char === escape.value && !['%', '_'].includes(rest[index + 1] ?? '')))
    throw refusedByTrino(
      'INVALID_FUNCTION_ARGUMENT',
      "Escape character must be followed by '%', '_' or the escape character itself",
    );
}

/** A timestamp is an instant on UTC's clock, which is the session's. */
function atZone(value: TypedSql, zone: Expression): TypedSql {
  if (zone.kind !== 'string') throw notServed('AT TIME ZONE with a computed zone', 'write the zone as a literal');
  const name = readZone(zone.value);
  const precision = 'precision' in value.type && value.type.kind !== 'decimal' ? value.type.precision : 0;
  const type = { kind: 'instant', precision, zone: name } as const;
  if (value.type.kind === 'instant') return { sql: value.sql, type };
  const local = toLocal(value);
  if (local === null)
    throw refusedByTrino(
      'TYPE_MISMATCH',
      `Type of value must be a time or timestamp with or without time zone (actual ${typeText(value.type)})`,
    );
  return { sql: zoned('UTC', local, 'to instant'), type };
}

function caseOf({ operand, whens, otherwise, at }: Of<'case'>, context: Context): TypedSql {
  const results = [...whens.map(({ then }) => then), ...(otherwise === null ? [] : [otherwise])];
  const { values, type } = unify(results, context, at);
  const branches = whens.map(({ when }, index) => {
    const test =
      operand === null
        ? condition(when, context)
        : compare(
            '=',
            translateExpression(operand, context),
            translateExpression(when, context),
            placeOf(context.sql, at),
          ).sql;
    return `WHEN ${test} THEN ${values[index]}`;
  });
  return { sql: `CASE ${branches.join(' ')}${otherwise === null ? '' : ` ELSE ${values.at(-1)}`} END`, type };
}
