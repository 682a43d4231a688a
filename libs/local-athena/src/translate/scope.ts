import type { Expression, Query, WindowSpec } from './parse/ast.ts';
import { placeOf } from './parse/query-tokens.ts';
import { notServed, refusedByTrino } from './refusal.ts';
import { fieldName, type TrinoType } from './trino-type.ts';
import type { TypedSql } from './typed-sql.ts';

/** A column that can be named: how it is called, and how DuckDB calls it. */
export interface ScopeField extends TypedSql {
  readonly name: string | null;
  readonly relation: string | null;
  /** The database of a table that has no alias. */
  readonly database: string | null;
}

/** The names that an expression may use: those of its query, and behind them those of the query around it. */
export interface Scope {
  readonly fields: readonly ScopeField[];
  readonly parent: Scope | null;
}

/** A column of a relation. */
export interface RelationColumn {
  readonly name: string | null;
  readonly type: TrinoType;
}

/** A query in DuckDB's SQL, and its columns. */
export interface TranslatedQuery {
  readonly sql: string;
  readonly columns: readonly RelationColumn[];
}

/** What the tables are. Names are in lower case. */
export interface ServedTables {
  readonly database: string;
  readonly tables: ReadonlyMap<string, readonly { readonly name: string; readonly type: TrinoType }[]>;
}

/** What a translation works with; a part of a query gets its own, with its own names. */
export interface Context {
  readonly sql: string;
  /** Where tables without a database are looked for. */
  readonly database: string;
  readonly served: ServedTables;
  readonly scope: Scope;
  readonly queries: ReadonlyMap<string, { readonly alias: string; readonly columns: readonly RelationColumn[] }>;
  readonly windows: ReadonlyMap<string, WindowSpec>;
  /** A name that nothing else has. */
  readonly newName: () => string;
  readonly translate: (query: Query, context: Context) => TranslatedQuery;
  readonly translateExpression: (expression: Expression, context: Context) => TypedSql;
}

/**
 * What a name means, or part by part a field of what its first parts mean.
 *
 * @throws {EngineFailure} `COLUMN_NOT_FOUND` or `AMBIGUOUS_NAME`, with Trino's message.
 * @example
 * resolveName(['t', 'close'], 8, context).type.kind; // 'double'
 */
export function resolveName(parts: readonly string[], at: number, context: Context): TypedSql {
  for (let scope: Scope | null = context.scope; scope !== null; scope = scope.parent) {
    const found = findIn(scope, parts, () => placeOf(context.sql, at));
    if (found !== null) return found;
  }
  if (/^\$(path|file_size|file_modified_time|bucket|partition)$/.test(parts.at(-1) ?? ''))
    throw notServed(
      `The hidden column ${parts.at(-1)}`,
      'it names a file in S3, and these tables are files of this machine',
    );
  throw refusedByTrino(
    'COLUMN_NOT_FOUND',
    `${placeOf(context.sql, at)}: Column '${parts.join('.')}' cannot be resolved`,
  );
}

function findIn({ fields }: Scope, written: readonly string[], place: () => string): TypedSql | null {
  const parts = written.map((part) => part.toLowerCase());
  const readings: { readonly matches: (field: ScopeField) => boolean; readonly used: number }[] = [
    {
      used: 3,
      matches: (field) => field.database === parts[0] && field.relation === parts[1] && isNamed(field, parts[2]),
    },
    { used: 2, matches: (field) => field.relation === parts[0] && isNamed(field, parts[1]) },
    { used: 1, matches: (field) => isNamed(field, parts[0]) },
  ];
  for (const { used, matches } of readings) {
    if (parts.length < used) continue;
    const found = fields.filter(matches);
    const [first] = found;
    if (first === undefined) continue;
    if (found.some(({ sql }) => sql !== first.sql))
      throw refusedByTrino('AMBIGUOUS_NAME', `${place()}: Column '${written.join('.')}' is ambiguous`);
    return parts
      .slice(used)
      .reduce<TypedSql>((value, name) => fieldOf(value, name, place), { sql: first.sql, type: first.type });
  }
  return null;
}

const isNamed = ({ name }: ScopeField, wanted: string | undefined): boolean =>
  name !== null && name.toLowerCase() === wanted;

/**
 * A field of a row.
 *
 * @throws {EngineFailure} when the value is no row or has no such field.
 */
export function fieldOf(value: TypedSql, name: string, place: () => string): TypedSql {
  const index =
    value.type.kind === 'row'
      ? value.type.fields.findIndex((field) => field.name?.toLowerCase() === name.toLowerCase())
      : -1;
  const field = value.type.kind === 'row' ? value.type.fields[index] : undefined;
  if (field === undefined) throw refusedByTrino('COLUMN_NOT_FOUND', `${place()}: Column '${name}' cannot be resolved`);
  return { sql: `(${value.sql})."${fieldName(field, index)}"`, type: field.type };
}
