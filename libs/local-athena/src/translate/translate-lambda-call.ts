import type { Expression } from './parse/ast.ts';
import { coerce } from './call-form.ts';
import { placeOf } from './parse/query-tokens.ts';
import { notServed, refusedByTrino } from './refusal.ts';
import type { Context } from './scope.ts';
import { commonType, simple, type TrinoType } from './trino-type.ts';
import type { TypedSql } from './typed-sql.ts';

/** A lambda as DuckDB SQL, and the type of its result. */
interface Lambda {
  readonly parameters: readonly string[];
  readonly body: TypedSql;
}

/**
 * Functions that take a lambda: transform, filter, any_match, all_match, none_match and reduce.
 *
 * @throws {EngineFailure} `NOT_SUPPORTED` for every other one.
 * @example
 * translateLambdaCall('transform', [list, lambda], 7, context).type.kind; // 'array'
 */
export function translateLambdaCall(name: string, args: readonly Expression[], at: number, context: Context): TypedSql {
  const [listArg, second, third, fourth] = args;
  if (listArg === undefined || second === undefined)
    throw refusedByTrino(
      'FUNCTION_NOT_FOUND',
      `${placeOf(context.sql, at)}: Unexpected parameters for function ${name}`,
    );
  const list = context.translateExpression(listArg, context);
  if (list.type.kind !== 'array') throw notServed(`The function ${name} of anything but an array`);
  const { item } = list.type;
  if (name === 'reduce' && third !== undefined && fourth !== undefined)
    return reduce(list, item, [second, third, fourth], context);
  const { parameters, body } = translateLambda(second, [item], context);
  const call = (of: string): string => `${of}(${list.sql}, lambda ${parameters.join(', ')}: ${body.sql})`;
  if (name === 'transform') return { sql: call('list_transform'), type: { kind: 'array', item: body.type } };
  if (body.type.kind !== 'boolean') throw notServed(`The function ${name} with such a lambda`);
  switch (name) {
    case 'filter':
      return { sql: call('list_filter'), type: list.type };
    case 'any_match':
      return { sql: `trino_any_match(${call('list_transform')})`, type: simple('boolean') };
    case 'all_match':
      return { sql: `trino_all_match(${call('list_transform')})`, type: simple('boolean') };
    case 'none_match':
      return { sql: `(NOT trino_any_match(${call('list_transform')}))`, type: simple('boolean') };
    default:
      throw notServed(`The function ${name} (${placeOf(context.sql, at)})`);
  }
}

function translateLambda(lambda: Expression, types: readonly TrinoType[], context: Context): Lambda {
  if (lambda.kind !== 'lambda' || lambda.parameters.length !== types.length)
    throw notServed('A lambda with other parameters than Trino gives it');
  const parameters = lambda.parameters.map(() => context.newName());
  const fields = lambda.parameters.map((name, index) => ({
    name,
    relation: null,
    database: null,
    sql: parameters[index] ?? '',
    type: types[index] ?? simple('unknown'),
  }));
  const scope = { fields, parent: context.scope };
  return { parameters, body: context.translateExpression(lambda.body, { ...context, scope }) };
}

/** The state has one type, from its start to its end. */
function reduce(
  list: TypedSql,
  item: TrinoType,
  [startArg, stepArg, endArg]: readonly [Expression, Expression, Expression],
  context: Context,
): TypedSql {
  const start = context.translateExpression(startArg, context);
  const probe = translateLambda(stepArg, [start.type, item], context);
  const type = commonType(start.type, probe.body.type);
  if (type === null) throw notServed('reduce whose state changes its type');
  const step = translateLambda(stepArg, [type, item], context);
  const end = translateLambda(endArg, [type], context);
  const state = `list_reduce(list_transform(${list.sql}, lambda one: {'item': one, 'state': ${coerce({ sql: 'NULL', type: simple('unknown') }, type).sql}}), lambda done, next: {'item': next.item, 'state': ${rename(rename(coerce(step.body, type).sql, step.parameters[0], 'done.state'), step.parameters[1], 'next.item')}}, {'item': ${coerce({ sql: 'NULL', type: simple('unknown') }, item).sql}, 'state': ${coerce(start, type).sql}}).state`;
  return {
    sql: `CASE WHEN ${list.sql} IS NOT NULL THEN ${rename(end.body.sql, end.parameters[0], `(${state})`)} END`,
    type: end.body.type,
  };
}

/** The names of lambdas are made here, so that nothing else is called so. */
function rename(sql: string, from: string | undefined, to: string): string {
  return from === undefined ? sql : sql.replaceAll(new RegExp(`\\b${from}\\b`, 'g'), () => to);
}
