import type { Expression, GroupItem, Query, QueryBody, Select, SelectItem, SortKey } from './parse/ast.ts';
import { coerce } from './call-form.ts';
import { parseWholeQuery } from './parse/parse-query.ts';
import { placeOf } from './parse/query-tokens.ts';
import { notServed, refusedByTrino } from './refusal.ts';
import type { Context, RelationColumn, ScopeField, ServedTables, TranslatedQuery } from './scope.ts';
import { translateSortKeys, unify } from './translate-call.ts';
import { condition, translateExpression } from './translate-expression.ts';
import { translateRelation } from './translate-relation.ts';
import { commonType, refuseUnordered, type TrinoType, typeText } from './trino-type.ts';
import type { TypedSql } from './typed-sql.ts';

/**
 * A query of Trino's grammar in DuckDB's SQL, with the names and types that Trino gives its columns. What is in the result is made only
 * of the tables that are served and of forms that are known to give Trino's answer; everything else is refused.
 *
 * @param database where tables without a database are looked for.
 * @throws {EngineFailure} with Trino's message if Trino refuses it; `NOT_SUPPORTED` if it is not served.
 * @example
 * translateQuery('SELECT 7 / 2', 'lake', served); // { sql: 'SELECT (CAST(7 AS INTEGER) // CAST(2 AS INTEGER))', columns: [...] }
 */
export function translateQuery(sql: string, database: string, served: ServedTables): TranslatedQuery {
  let names = 0;
  const newName = (): string => `t${(names += 1)}`;
  const context: Context = {
    sql,
    database,
    served,
    scope: { fields: [], parent: null },
    queries: new Map(),
    windows: new Map(),
    newName,
    translate: nested,
    translateExpression,
  };
  const query = translate(parseWholeQuery(sql), context);
  for (const { type } of query.columns) refuseUnordered(type);
  return query;
}

/** A query inside another one sees the names around it. */
function nested(query: Query, context: Context): TranslatedQuery {
  return translate(query, { ...context, scope: { fields: [], parent: context.scope } });
}

function translate(query: Query, outer: Context): TranslatedQuery {
  const parts: string[] = [];
  let context = outer;
  for (const { name, columns: names, query: inner } of query.with) {
    const { sql, columns } = nested(inner, { ...context, scope: { fields: [], parent: null } });
    if (names !== null && names.length !== columns.length)
      throw refusedByTrino(
        'MISMATCHED_COLUMN_ALIASES',
        `column alias list has ${names.length} entries but WITH query has ${columns.length} columns`,
      );
    const alias = context.newName();
    parts.push(`${alias}(${columns.map((_, index) => `c${index}`).join(', ')}) AS (${sql})`);
    const named = columns.map((column, index) => ({ ...column, name: names?.[index] ?? column.name }));
    context = { ...context, queries: new Map([...context.queries, [name, { alias, columns: named }]]) };
  }
  const { sql, columns } = translateBody(query.body, query.orderBy, context);
  const range = `${query.limit === null ? '' : ` LIMIT ${query.limit}`}${query.offset === null ? '' : ` OFFSET ${query.offset}`}`;
  return { sql: `${parts.length === 0 ? '' : `WITH ${parts.join(', ')} `}${sql}${range}`, columns };
}

function translateBody(body: QueryBody, orderBy: readonly SortKey[], context: Context): TranslatedQuery {
  switch (body.kind) {
    case 'select':
      return translateSelect(body.select, orderBy, context);
    case 'values':
      return ordered(translateValues(body.rows, body.at, context), orderBy, context);
    case 'nested':
      return ordered(translate(body.query, context), orderBy, context);
    case 'table': {
      const { sql, fields } = translateRelation({ kind: 'table', at: body.at, name: body.name }, context);
      return ordered(
        { sql: `SELECT ${fields.map((field) => field.sql).join(', ')} FROM ${sql}`, columns: fields },
        orderBy,
        context,
      );
    }
    case 'set':
      return ordered(translateSet(body, context), orderBy, context);
  }
}

/** The rows of a query in an order by its columns. */
function ordered(query: TranslatedQuery, orderBy: readonly SortKey[], context: Context): TranslatedQuery {
  if (orderBy.length === 0) return query;
  const alias = context.newName();
  const fields = query.columns.map((column, index): ScopeField => ({
    ...column,
    relation: null,
    database: null,
    sql: `${alias}.c${index}`,
  }));
  const keys = sortKeys(orderBy, fields, { ...context, scope: { fields, parent: null } });
  return {
    sql: `SELECT * FROM (${query.sql}) AS ${alias}(${fields.map((_, index) => `c${index}`).join(', ')}) ORDER BY ${keys}`,
    columns: query.columns,
  };
}

/** Keys of ORDER BY: a number is a column of the result, as long as there is one. */
function sortKeys(orderBy: readonly SortKey[], columns: readonly TypedSql[], context: Context): string {
  return orderBy
    .map((sort) => {
      if (sort.key.kind !== 'number') return translateSortKeys([sort], context);
      const place = ordinal(sort.key, columns.length, 'ORDER BY', context);
      return `${place} ${sort.isDescending ? 'DESC' : 'ASC'} NULLS ${sort.nulls.toUpperCase()}`;
    })
    .join(', ');
}

function ordinal(
  key: Extract<Expression, { kind: 'number' }>,
  count: number,
  clause: string,
  context: Context,
): number {
  const place = Number(key.text);
  if (!Number.isInteger(place) || place < 1 || place > count)
    throw refusedByTrino(
      'INVALID_COLUMN_REFERENCE',
      `${placeOf(context.sql, key.at)}: ${clause} position ${key.text} is not in select list`,
    );
  return place;
}

function translateValues(rows: readonly Expression[], at: number, context: Context): TranslatedQuery {
  const cells = rows.map((row) => (row.kind === 'row' ? row.items : [row]));
  const width = cells[0]?.length ?? 0;
  if (cells.some((row) => row.length !== width))
    throw refusedByTrino('TYPE_MISMATCH', `${placeOf(context.sql, at)}: Values rows have mismatched sizes`);
  const columns = Array.from({ length: width }, (_, column) =>
    unify(
      cells.map((row) => row[column] ?? { kind: 'null', at }),
      context,
      at,
    ),
  );
  const lines = cells.map((_, row) => `(${columns.map(({ values }) => values[row]).join(', ')})`);
  return { sql: `VALUES ${lines.join(', ')}`, columns: columns.map(({ type }) => ({ name: null, type })) };
}

function translateSet(
  { operator, isAll, left, right, at }: Extract<QueryBody, { kind: 'set' }>,
  context: Context,
): TranslatedQuery {
  if (isAll && operator !== 'union') throw notServed(`${operator.toUpperCase()} ALL`);
  const [a, b] = [left, right].map((side) => translateBody(side, [], context));
  if (a === undefined || b === undefined || a.columns.length !== b.columns.length)
    throw refusedByTrino(
      'TYPE_MISMATCH',
      `${placeOf(context.sql, at)}: ${operator} query has different number of fields`,
    );
  const columns = a.columns.map((column, index): RelationColumn => {
    const other = b.columns[index]?.type ?? column.type;
    const type = commonType(column.type, other);
    if (type === null)
      throw refusedByTrino(
        'TYPE_MISMATCH',
        `${placeOf(context.sql, at)}: column ${index + 1} in ${operator} query has incompatible types: ${typeText(column.type)}, ${typeText(other)}`,
      );
    return { name: column.name, type };
  });
  const types = columns.map(({ type }) => type);
  return {
    sql: `${inTypes(a, types, context)} ${operator.toUpperCase()}${isAll ? ' ALL' : ''} ${inTypes(b, types, context)}`,
    columns,
  };
}

function inTypes({ sql, columns }: TranslatedQuery, types: readonly TrinoType[], context: Context): string {
  const alias = context.newName();
  const cells = columns.map(({ type }, index) => coerce({ sql: `${alias}.c${index}`, type }, types[index] ?? type).sql);
  return `(SELECT ${cells.join(', ')} FROM (${sql}) AS ${alias}(${columns.map((_, index) => `c${index}`).join(', ')}))`;
}

/** A column of SELECT. */
interface Output extends TypedSql {
  readonly name: string | null;
  readonly hasAlias: boolean;
}

function translateSelect(select: Select, orderBy: readonly SortKey[], outer: Context): TranslatedQuery {
  const relation = select.from === null ? null : translateRelation(select.from, outer);
  const scope = { fields: relation?.fields ?? [], parent: outer.scope.parent };
  const context: Context = { ...outer, scope, windows: new Map(select.windows.map(({ name, spec }) => [name, spec])) };
  const outputs = select.items.flatMap((item) => translateItem(item, context));
  if (outputs.length === 0) throw refusedByTrino('SYNTAX_ERROR', 'SELECT * not allowed in queries without FROM clause');
  const clauses = [
    `SELECT ${select.distinct ? 'DISTINCT ' : ''}${outputs.map(({ sql }) => sql).join(', ')}`,
    relation === null ? '' : `FROM ${relation.sql.replace(/^LATERAL /, '')}`,
    select.where === null ? '' : `WHERE ${condition(select.where, context)}`,
    select.groupBy.length === 0
      ? ''
      : `GROUP BY ${select.groupBy.map((item) => translateGroup(item, outputs, context)).join(', ')}`,
    select.having === null ? '' : `HAVING ${condition(select.having, context)}`,
    orderBy.length === 0 ? '' : `ORDER BY ${selectOrder(orderBy, outputs, context, select.distinct)}`,
  ];
  return {
    sql: clauses.filter((clause) => clause !== '').join(' '),
    columns: outputs.map(({ name, type }) => ({ name, type })),
  };
}

function translateItem(item: SelectItem, context: Context): Output[] {
  if (item.kind === 'all') {
    const fields = context.scope.fields.filter(({ relation }) => item.of === null || relation === item.of);
    if (item.of !== null && fields.length === 0)
      throw refusedByTrino(
        'TABLE_NOT_FOUND',
        `${placeOf(context.sql, item.at)}: Unable to resolve reference ${item.of}`,
      );
    return fields.map(({ name, sql, type }) => ({ name, sql, type, hasAlias: false }));
  }
  const value = translateExpression(item.value, context);
  const { sql, type } = value;
  return [{ sql, type, name: item.alias ?? nameOf(item.value), hasAlias: item.alias !== null }];
}

/** A column or its field is called as it is written; other expressions have no name. */
function nameOf(value: Expression): string | null {
  return value.kind === 'column' ? (value.parts.at(-1) ?? null) : null;
}

function translateGroup(item: GroupItem, outputs: readonly Output[], context: Context): string {
  const key = (expression: Expression): string => {
    if (expression.kind === 'number')
      return outputs[ordinal(expression, outputs.length, 'GROUP BY', context) - 1]?.sql ?? '';
    return translateExpression(expression, context).sql;
  };
  if (item.kind === 'one')
    return item.keys.length === 1 ? item.keys.map(key).join('') : `(${item.keys.map(key).join(', ')})`;
  for (const one of item.sets.flat()) {
    if (one.kind !== 'column' && one.kind !== 'number')
      throw refusedByTrino(
        'INVALID_COLUMN_REFERENCE',
        `${placeOf(context.sql, one.at)}: GROUP BY expression must be a column reference`,
      );
  }
  const sets = item.sets.map((set) =>
    set.length === 1 && item.mode !== 'grouping sets' ? set.map(key).join('') : `(${set.map(key).join(', ')})`,
  );
  return `${item.mode.toUpperCase()} (${sets.join(', ')})`;
}

/** ORDER BY knows the names of SELECT first, then those of FROM. */
function selectOrder(
  orderBy: readonly SortKey[],
  outputs: readonly Output[],
  context: Context,
  isDistinct: boolean,
): string {
  const fields = outputs
    .filter(({ hasAlias }) => hasAlias)
    .map((output): ScopeField => ({ ...output, relation: null, database: null }));
  const scope = { fields, parent: context.scope };
  const inner = { ...context, scope };
  for (const { key } of isDistinct ? orderBy : [])
    if (key.kind !== 'number' && !outputs.some(({ sql }) => sql === translateExpression(key, inner).sql))
      throw refusedByTrino(
        'EXPRESSION_NOT_IN_DISTINCT',
        `${placeOf(context.sql, key.at)}: For SELECT DISTINCT, ORDER BY expressions must appear in select list`,
      );
  return sortKeys(orderBy, outputs, inner);
}
