import { quoteName } from '../sql/table-name.ts';
import type { Relation } from './parse/ast.ts';
import { coerce } from './call-form.ts';
import { informationSchema } from './information-schema.ts';
import { placeOf } from './parse/query-tokens.ts';
import { notServed, refusedByTrino } from './refusal.ts';
import type { Context, RelationColumn, ScopeField } from './scope.ts';
import { condition, translateExpression } from './translate-expression.ts';
import { compare } from './operators.ts';
import { commonType, duckDbType, refuseUnordered, simple, varchar } from './trino-type.ts';
import type { TypedSql } from './typed-sql.ts';

/** A FROM relation in DuckDB's SQL, and the names it defines. */
export interface TranslatedRelation {
  readonly sql: string;
  readonly fields: readonly ScopeField[];
  /** Whether it uses the relations before it: UNNEST and LATERAL. */
  readonly isLateral: boolean;
}

/**
 * Translates a relation to DuckDB. Each gets a unique name, so that no name resolves differently than in Trino.
 *
 * @throws {EngineFailure} `TABLE_NOT_FOUND`, `SCHEMA_NOT_FOUND`, `CATALOG_NOT_FOUND`; `NOT_SUPPORTED` for what is not served.
 */
export function translateRelation(relation: Relation, context: Context): TranslatedRelation {
  switch (relation.kind) {
    case 'table':
      return table(relation.name, relation.at, context);
    case 'query': {
      const outer = relation.isLateral ? context : { ...context, scope: { fields: [], parent: context.scope.parent } };
      const { sql, columns } = context.translate(relation.query, outer);
      return {
        ...derived(`${relation.isLateral ? 'LATERAL ' : ''}(${sql})`, columns, context),
        isLateral: relation.isLateral,
      };
    }
    case 'unnest':
      return unnest(relation, context);
    case 'alias':
      return renamed(
        translateRelation(relation.of, context),
        relation.name,
        relation.columns,
        placeOf(context.sql, relation.at),
      );
    case 'sample':
      return sample(relation, context);
    case 'join':
      return join(relation, context);
  }
}

function derived(sql: string, columns: readonly RelationColumn[], context: Context): TranslatedRelation {
  const alias = context.newName();
  const fields = columns.map((column, index): ScopeField => ({
    ...column,
    relation: null,
    database: null,
    sql: `${alias}.c${index}`,
  }));
  return { sql: `${sql} AS ${alias}(${columns.map((_, index) => `c${index}`).join(', ')})`, fields, isLateral: false };
}

function table(name: readonly string[], at: number, context: Context): TranslatedRelation {
  const [only = '', ...rest] = [...name].reverse();
  const [database = context.database, catalog = 'awsdatacatalog'] = rest;
  const place = placeOf(context.sql, at);
  const known = name.length === 1 ? context.queries.get(only) : undefined;
  if (known !== undefined) {
    const alias = context.newName();
    return {
      sql: `${known.alias} AS ${alias}`,
      fields: known.columns.map((column, index) => ({
        ...column,
        relation: only,
        database: null,
        sql: `${alias}.c${index}`,
      })),
      isLateral: false,
    };
  }
  if (catalog !== 'awsdatacatalog' || name.length > 3)
    throw refusedByTrino('CATALOG_NOT_FOUND', `${place}: Catalog '${catalog}' not found`);
  if (database === 'information_schema') return informationTable(only, place, context);
  if (only.includes('$')) throw notServed(`The metadata table ${only}`);
  const columns = database === context.served.database ? context.served.tables.get(only) : undefined;
  if (columns === undefined) {
    if (database !== context.served.database && database !== 'default')
      throw refusedByTrino('SCHEMA_NOT_FOUND', `${place}: Schema '${database}' does not exist`);
    throw refusedByTrino('TABLE_NOT_FOUND', `${place}: Table 'awsdatacatalog.${database}.${only}' does not exist`);
  }
  const alias = context.newName();
  const fields = columns.map((column): ScopeField => ({
    ...column,
    relation: only,
    database,
    sql: `${alias}.${quoteName(column.name)}`,
  }));
  return { sql: `main.${quoteName(only)} AS ${alias}`, fields, isLateral: false };
}

function informationTable(name: string, place: string, context: Context): TranslatedRelation {
  const found = informationSchema(name, context.served);
  if (found === null)
    throw refusedByTrino(
      'TABLE_NOT_FOUND',
      `${place}: Table 'awsdatacatalog.information_schema.${name}' does not exist`,
    );
  const { sql, fields } = derived(
    `(VALUES ${found.rows.map((row) => `(${row.join(', ')})`).join(', ')})`,
    found.columns,
    context,
  );
  return {
    sql,
    fields: fields.map((field) => ({ ...field, relation: name, database: 'information_schema' })),
    isLateral: false,
  };
}

function renamed(
  of: TranslatedRelation,
  name: string,
  columns: readonly string[] | null,
  place: string,
): TranslatedRelation {
  if (columns !== null && columns.length !== of.fields.length) {
    throw refusedByTrino(
      'MISMATCHED_COLUMN_ALIASES',
      `${place}: Column alias list has ${columns.length} entries but '${name}' has ${of.fields.length} columns available`,
    );
  }
  return {
    ...of,
    fields: of.fields.map((field, index) => ({
      ...field,
      name: columns?.[index] ?? field.name,
      relation: name,
      database: null,
    })),
  };
}

/** The lists side by side; the shorter ones end in NULL, as in Trino. */
function unnest(
  { lists, withOrdinality, at }: Extract<Relation, { kind: 'unnest' }>,
  context: Context,
): TranslatedRelation {
  const given = lists.map((list) => translateExpression(list, context));
  const parts = given.flatMap(({ sql, type }): { readonly list: string; readonly column: RelationColumn }[] => {
    refuseUnordered(type);
    if (type.kind === 'map')
      return [
        { list: `map_keys(${sql})`, column: { name: null, type: type.key } },
        { list: `map_values(${sql})`, column: { name: null, type: type.value } },
      ];
    if (type.kind !== 'array')
      throw refusedByTrino('TYPE_MISMATCH', `${placeOf(context.sql, at)}: Cannot unnest type: ${type.kind}`);
    if (type.item.kind === 'row') throw notServed('UNNEST of an array of rows', 'unnest one array for each field');
    return [{ list: sql, column: { name: null, type: type.item } }];
  });
  const length = `greatest(${parts.map(({ list }) => `coalesce(len(${list}), 0)`).join(', ')}, 0)`;
  const lines = [
    ...parts.map(({ list, column }) => `unnest(CAST(${list} AS ${duckDbType(column.type)}[]))`),
    ...(withOrdinality ? [`unnest(range(1, ${length} + 1))`] : []),
  ];
  const columns = [
    ...parts.map(({ column }) => column),
    ...(withOrdinality ? [{ name: null, type: simple('bigint') }] : []),
  ];
  return { ...derived(`LATERAL (SELECT ${lines.join(', ')})`, columns, context), isLateral: true };
}

function sample({ of, percent }: Extract<Relation, { kind: 'sample' }>, context: Context): TranslatedRelation {
  if (Number(percent) !== 100)
    throw notServed('TABLESAMPLE of less than 100 percent', 'its rows are chosen at random: filter by a column');
  return translateRelation(of, context);
}

function join(
  { type, left, right, on, using }: Extract<Relation, { kind: 'join' }>,
  context: Context,
): TranslatedRelation {
  const a = translateRelation(left, context);
  const b = translateRelation(right, {
    ...context,
    scope: { fields: [...context.scope.fields, ...a.fields], parent: context.scope.parent },
  });
  if (type === 'cross')
    return { sql: `${a.sql} CROSS JOIN ${b.sql}`, fields: [...a.fields, ...b.fields], isLateral: a.isLateral };
  if (b.isLateral && type !== 'inner' && type !== 'left')
    throw notServed('A RIGHT or FULL join with UNNEST or LATERAL');
  const words = `${a.sql} ${type.toUpperCase()} JOIN ${wrap(b.sql, right)}`;
  if (using === null) {
    const scope = { fields: [...context.scope.fields, ...a.fields, ...b.fields], parent: context.scope.parent };
    return {
      sql: `${words} ON ${condition(on ?? { kind: 'boolean', at: 0, value: true }, { ...context, scope })}`,
      fields: [...a.fields, ...b.fields],
      isLateral: a.isLateral,
    };
  }
  return { ...joinUsing(words, type, using, a, b, context), isLateral: a.isLateral };
}

/** A join on the right side of another needs brackets. */
function wrap(sql: string, relation: Relation): string {
  const inner = relation.kind === 'alias' ? relation.of : relation;
  return inner.kind === 'join' ? `(${sql})` : sql;
}

function joinUsing(
  words: string,
  type: string,
  using: readonly string[],
  a: TranslatedRelation,
  b: TranslatedRelation,
  context: Context,
): Pick<TranslatedRelation, 'sql' | 'fields'> {
  const pairs = using.map((name) => {
    const [x, y] = [a, b].map(({ fields }) => fields.find((field) => field.name?.toLowerCase() === name));
    if (x === undefined || y === undefined)
      throw refusedByTrino('COLUMN_NOT_FOUND', `Column '${name}' is missing from one side of join`);
    return { name, x, y, equal: compare('=', x, y, placeOf(context.sql, 0)).sql };
  });
  const shared = pairs.map(({ name, x, y }): ScopeField => ({
    name,
    relation: null,
    database: null,
    ...sharedValue(type, x, y),
  }));
  const others = [...a.fields, ...b.fields].filter((field) => !pairs.some(({ x, y }) => field === x || field === y));
  return { sql: `${words} ON ${pairs.map(({ equal }) => equal).join(' AND ')}`, fields: [...shared, ...others] };
}

function sharedValue(joinType: string, x: TypedSql, y: TypedSql): TypedSql {
  const type = commonType(x.type, y.type) ?? varchar;
  if (joinType === 'full') return { sql: `coalesce(${coerce(x, type).sql}, ${coerce(y, type).sql})`, type };
  return coerce(joinType === 'right' ? y : x, type);
}
