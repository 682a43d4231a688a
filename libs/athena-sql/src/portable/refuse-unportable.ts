import type { OperationNode } from 'kysely';
import { SqlCompileError } from '../sql/errors.ts';
import { type Refusal, refusals } from './refusals.ts';
import { portablePrefix } from './spellings.ts';

const operators: ReadonlySet<string> = new Set([
  '=',
  '!=',
  '<>',
  '>',
  '>=',
  '<',
  '<=',
  'in',
  'not in',
  'is',
  'is not',
  'like',
  'not like',
  'is distinct from',
  'is not distinct from',
  '+',
  '-',
  '*',
  '||',
  'not',
  'exists',
  'not exists',
  'between',
]);

const operatorAdvice: Readonly<Record<string, string>> = {
  '/': 'integers are truncated or not, decimals stay decimals or not, and x / 0 fails, is Infinity or NULL: use divide(a, b) or intDiv(a, b)',
  '%': 'x % 0 fails, is NaN or NULL: use mod(a, b)',
  '^': 'use power(a, b)',
  '==': 'use =',
  '<=>': 'use is not distinct from',
  ilike: 'compare lower(x) with like',
  'not ilike': 'compare lower(x) with not like',
  'between symmetric': 'use between with least and greatest',
};

/** Casts that mean the same everywhere; texts that a type does not take are an error on every engine, or on one. */
const casts: ReadonlySet<string> = new Set([
  'double precision',
  'float8',
  'boolean',
  'date',
  'timestamp',
  'timestamp(3)',
  'timestamp(6)',
]);

function castAdvice(dataType: string): string {
  if (/^(?:small|big)?int|^int/.test(dataType))
    return 'DuckDB rounds halves to even: use asInt64(x), or tryInt64(text)';
  if (/^(?:decimal|numeric)/.test(dataType))
    return 'DuckDB multiplies a double before it rounds: use asDecimal(x, precision, scale)';
  if (dataType === 'text' || /char/.test(dataType))
    return 'doubles and timestamps have another text on each engine, and DuckDB cuts none to a length: use asText(x), formatTime(format, x) and substring(x, 1, n)';
  return 'use asDouble, asInt64, asDecimal, asText, asDate or asTimestamp';
}

/** Functions that mean the same everywhere, NULL and all; a test of the table of expressions holds each of them. */
const functions: ReadonlySet<string> = new Set(['abs', 'coalesce', 'lower', 'nullif']);
const useOurs = 'use one of the portable functions, or raw sql where one engine is meant';

const functionAdvice: Readonly<Record<string, string>> = {
  upper: 'ß stays as it is in Trino and becomes ẞ in DuckDB: compare lower(x)',
  concat: "DuckDB's leaves NULL out: use concat(a, b) of this library",
  date_diff: "DuckDB's counts boundaries: use timeBetween(unit, a, b)",
};

const aggregates: ReadonlySet<string> = new Set([
  'avg',
  'count',
  'max',
  'min',
  'sum',
  'row_number',
  'rank',
  'dense_rank',
  'percent_rank',
  'cume_dist',
  'ntile',
  'lag',
  'lead',
  'first_value',
  'last_value',
]);

const rowLocks: ReadonlySet<string> = new Set([
  'ForUpdate',
  'ForNoKeyUpdate',
  'ForShare',
  'ForKeyShare',
  'NoWait',
  'SkipLocked',
]);

/**
 * Throws for the first construct that is not the same on every engine. Raw `sql` text is not checked, only the values inside it;
 * and what a column holds is not seen: NaN, which compares as the greatest in DuckDB, goes through `finite` (nan-cases.ts).
 *
 * @throws {SqlCompileError} with what to write instead.
 * @example
 * refuseUnportable(db.selectFrom('bars').select('close').distinctOn('ticker').toOperationNode()); // throws
 */
export function refuseUnportable(node: OperationNode): void {
  for (const { member, what, instead } of byKind.get(node.kind) ?? []) {
    if (member === undefined || isPresent(Reflect.get(node, member))) throw refused(what, instead);
  }
  refuseWord(node);
  // The value of a ValueNode is not a node, whatever it looks like.
  if (node.kind === 'ValueNode' || node.kind === 'PrimitiveValueListNode') return;
  for (const child of Object.values(node)) visit(child);
}

const byKind: ReadonlyMap<string, readonly Refusal[]> = new Map(
  refusals.map(({ kind }) => [kind, refusals.filter((refusal) => refusal.kind === kind)]),
);

function visit(child: unknown): void {
  if (Array.isArray(child)) for (const item of child) visit(item);
  else if (isNode(child)) refuseUnportable(child);
}

function isNode(value: unknown): value is OperationNode {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}

function isPresent(member: unknown): boolean {
  return member !== undefined && member !== false && !(Array.isArray(member) && member.length === 0);
}

function refuseWord(node: OperationNode): void {
  const word = (member: string): string => String(Reflect.get(node, member) ?? '');
  const func = word('func');
  if (node.kind === 'OperatorNode' && !operators.has(word('operator')))
    throw refused(`The operator ${word('operator')}`, operatorAdvice[word('operator')] ?? 'not every engine has it');
  if (node.kind === 'SelectModifierNode' && rowLocks.has(word('modifier')))
    throw refused(`"${word('modifier')}"`, 'rows cannot be locked on Athena and Trino');
  if (isNamedWithDot(node))
    throw refused(
      'A view or schema whose name has a dot',
      'Kysely makes one name of "a.b"; write createView({ database, name }, query) of this library, and withSchema(database) for a drop',
    );
  if (node.kind === 'CommonTableExpressionNode' && Reflect.get(node, 'materialized') !== undefined)
    throw refused('"materialized"', 'leave it to the engine');
  if (node.kind === 'JoinNode' && /Apply$/.test(word('joinType')))
    throw refused(`"${word('joinType')}"`, 'use a lateral join');
  if (node.kind === 'CastNode') refuseCast(Reflect.get(node, 'dataType'));
  if (
    (node.kind === 'LimitNode' || node.kind === 'OffsetNode') &&
    !isNumberNode(Reflect.get(node, node.kind === 'LimitNode' ? 'limit' : 'offset'))
  )
    throw refused(
      'A computed limit or offset',
      'Trino and Athena take a number only: number the rows with rowNumber and compare that',
    );
  if (node.kind === 'FunctionNode' && !func.startsWith(portablePrefix) && !functions.has(func))
    throw refused(`The function ${func}`, functionAdvice[func] ?? useOurs);
  if (node.kind === 'AggregateFunctionNode' && !func.startsWith(portablePrefix) && !aggregates.has(func))
    throw refused(`The aggregate ${func}`, useOurs);
}

function refuseCast(dataType: unknown): void {
  if (!isNode(dataType) || dataType.kind !== 'DataTypeNode') return;
  const name = String(Reflect.get(dataType, 'dataType'));
  if (!casts.has(name)) throw refused(`A cast to ${name}`, castAdvice(name));
}

/** A value, or raw text, which is its author's responsibility. */
function isNumberNode(node: unknown): boolean {
  return isNode(node) && (node.kind === 'ValueNode' || node.kind === 'RawNode');
}

/** Kysely splits `createTable('a.b')`, but not the names of views and schemas. */
function isNamedWithDot(node: OperationNode): boolean {
  if (!['CreateViewNode', 'DropViewNode', 'CreateSchemaNode', 'DropSchemaNode'].includes(node.kind)) return false;
  const name: unknown = Reflect.get(node, node.kind.endsWith('SchemaNode') ? 'schema' : 'name');
  return JSON.stringify(name).includes('.');
}

function refused(what: string, instead: string): SqlCompileError {
  return new SqlCompileError(
    `${what.charAt(0).toUpperCase()}${what.slice(1)} is not the same on DuckDB, Trino and Athena: ${instead}.`,
  );
}
