/** What one of the engines lacks, or reads otherwise than the others, and what to write instead. */
export interface Refusal {
  readonly kind: string;
  /** A member that is present and not false; without it every node of the kind is refused. */
  readonly member?: string;
  readonly what: string;
  readonly instead: string;
}

const noReturning = 'Athena and Trino give no rows back: read them with a SELECT';
const noLimit = 'Athena and Trino take no such clause: say which rows in WHERE';
const noKeys = 'lake tables have no keys and no defaults: check the rows before they are published';
const noIndexes = 'lake tables have no indexes: partition and sort them';
const noJson = 'use jsonText(value, path)';

/**
 * The constructs that are refused at compile time on every engine, so that a query that runs on the laptop runs on the lake.
 * A plain table: a new refusal is one line.
 */
export const refusals: readonly Refusal[] = [
  {
    kind: 'SelectQueryNode',
    member: 'distinctOn',
    what: '"distinct on"',
    instead: 'number the rows with row_number() and keep the first',
  },
  { kind: 'SelectQueryNode', member: 'top', what: '"top"', instead: 'use limit' },
  { kind: 'SelectQueryNode', member: 'fetch', what: '"fetch"', instead: 'use limit' },
  { kind: 'InsertQueryNode', member: 'onConflict', what: '"on conflict"', instead: 'use mergeInto' },
  { kind: 'InsertQueryNode', member: 'onDuplicateKey', what: '"on duplicate key"', instead: 'use mergeInto' },
  { kind: 'InsertQueryNode', member: 'replace', what: '"replace into"', instead: 'use mergeInto' },
  { kind: 'InsertQueryNode', member: 'orAction', what: '"insert or"', instead: 'use mergeInto' },
  { kind: 'InsertQueryNode', member: 'defaultValues', what: '"default values"', instead: noKeys },
  { kind: 'DefaultInsertValueNode', what: 'a default value', instead: noKeys },
  { kind: 'ReturningNode', what: '"returning"', instead: noReturning },
  { kind: 'OutputNode', what: '"output"', instead: noReturning },
  { kind: 'TopNode', what: '"top"', instead: noLimit },
  { kind: 'UpdateQueryNode', member: 'from', what: 'an update with "from"', instead: 'use mergeInto' },
  { kind: 'UpdateQueryNode', member: 'joins', what: 'an update with joins', instead: 'use mergeInto' },
  { kind: 'UpdateQueryNode', member: 'limit', what: 'an update with "limit"', instead: noLimit },
  { kind: 'UpdateQueryNode', member: 'orderBy', what: 'an update with "order by"', instead: noLimit },
  {
    kind: 'DeleteQueryNode',
    member: 'using',
    what: 'a delete with "using"',
    instead: 'use a subquery in WHERE, or mergeInto',
  },
  {
    kind: 'DeleteQueryNode',
    member: 'joins',
    what: 'a delete with joins',
    instead: 'use a subquery in WHERE, or mergeInto',
  },
  { kind: 'DeleteQueryNode', member: 'limit', what: 'a delete with "limit"', instead: noLimit },
  { kind: 'DeleteQueryNode', member: 'orderBy', what: 'a delete with "order by"', instead: noLimit },
  {
    kind: 'MatchedNode',
    member: 'bySource',
    what: '"when not matched by source"',
    instead: 'put the rows that are gone into the source, marked, and delete them when matched',
  },
  {
    kind: 'AggregateFunctionNode',
    member: 'filter',
    what: '"filter (where ...)"',
    instead: 'use countIf, or the aggregate of a case: DuckDB takes ten times as long for hundreds of filters',
  },
  {
    kind: 'AggregateFunctionNode',
    member: 'withinGroup',
    what: '"within group"',
    instead: 'use quantile, or arrayAgg',
  },
  {
    kind: 'WithNode',
    member: 'recursive',
    what: '"with recursive"',
    instead: 'Athena has none and Trino stops after 10 steps: use series, or a table of levels',
  },
  { kind: 'CreateViewNode', member: 'materialized', what: 'a materialized view', instead: 'write a table' },
  { kind: 'CreateViewNode', member: 'temporary', what: 'a temporary view', instead: 'use with' },
  { kind: 'CreateViewNode', member: 'ifNotExists', what: '"create view if not exists"', instead: 'use orReplace' },
  { kind: 'RefreshMaterializedViewNode', what: 'a materialized view', instead: 'write a table' },
  {
    kind: 'CreateTableNode',
    member: 'temporary',
    what: 'a temporary table',
    instead: 'use with, or a separate table',
  },
  { kind: 'CreateTableNode', member: 'onCommit', what: '"on commit"', instead: 'use a separate table' },
  { kind: 'CreateTableNode', member: 'constraints', what: 'a constraint', instead: noKeys },
  { kind: 'ColumnDefinitionNode', member: 'primaryKey', what: 'a primary key', instead: noKeys },
  { kind: 'ColumnDefinitionNode', member: 'unique', what: '"unique"', instead: noKeys },
  { kind: 'ColumnDefinitionNode', member: 'references', what: 'a foreign key', instead: noKeys },
  { kind: 'ColumnDefinitionNode', member: 'check', what: '"check"', instead: noKeys },
  { kind: 'ColumnDefinitionNode', member: 'defaultTo', what: 'a default', instead: noKeys },
  { kind: 'ColumnDefinitionNode', member: 'autoIncrement', what: '"auto increment"', instead: noKeys },
  { kind: 'ColumnDefinitionNode', member: 'identity', what: '"identity"', instead: noKeys },
  { kind: 'ColumnDefinitionNode', member: 'generated', what: 'a generated column', instead: 'use a view' },
  { kind: 'ColumnDefinitionNode', member: 'unsigned', what: '"unsigned"', instead: 'use the next larger integer type' },
  { kind: 'AddConstraintNode', what: 'a constraint', instead: noKeys },
  { kind: 'CreateIndexNode', what: 'an index', instead: noIndexes },
  { kind: 'DropIndexNode', what: 'an index', instead: noIndexes },
  { kind: 'AddIndexNode', what: 'an index', instead: noIndexes },
  { kind: 'CreateTypeNode', what: 'a type of its own', instead: 'use text' },
  { kind: 'DropTypeNode', what: 'a type of its own', instead: 'use text' },
  { kind: 'JSONReferenceNode', what: 'a JSON path', instead: noJson },
  { kind: 'JSONPathNode', what: 'a JSON path', instead: noJson },
  { kind: 'JSONOperatorChainNode', what: 'a JSON path', instead: noJson },
  {
    kind: 'OrderByItemNode',
    member: 'collation',
    what: '"collate"',
    instead: 'texts are ordered by code point everywhere: order by lower(x) where case is not to count',
  },
  {
    kind: 'CollateNode',
    what: '"collate"',
    instead: 'texts are ordered by code point everywhere: order by lower(x) where case is not to count',
  },
];
