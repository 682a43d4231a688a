import { type RawBuilder, sql } from 'kysely';
import type { Parameter, SimpleRule } from '../../dqdl/ast.ts';
import { columnOf, datasetOf } from '../../sql/names.ts';
import { type LeafPlan, toFinding } from '../leaf-plan.ts';
import type { NumberTest } from '../numbers/number-test.ts';
import { countText, emptyTableText, missText, readable } from '../numbers/number-text.ts';
import { type Column, findColumn, optionsOf, type PlanContext, type Reference } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { findReference, requireSameKind } from './find-reference.ts';

interface ColumnPair {
  readonly own: Column;
  readonly other: Column;
}

/**
 * `ReferentialIntegrity`: the share of rows whose key is in the other table; a key with NULL is in none.
 *
 * @example
 * planReferentialIntegrity(rule, test, context); // LEFT JOIN (SELECT DISTINCT ..)
 */
export function planReferentialIntegrity(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  optionsOf(rule, []);
  const [ownNames, otherNames] = rule.parameters;
  if (ownNames === undefined || otherNames === undefined) throw new PlanError('Two columns are needed.', rule.at);
  const [, alias = '', list = ''] = /^([^.]*)\.\{?([^{}]*)\}?$/.exec(otherNames.value) ?? [];
  if (list === '')
    throw new PlanError(
      `"${otherNames.value}" is not a column of another table: write "table.column" or "table.{one,other}".`,
      otherNames.at,
    );
  const other = findReference(alias, otherNames, context);
  const [own, others] = [namesIn(ownNames.value), namesIn(list)];
  if (own.length !== others.length)
    throw new PlanError(`${own.length} columns cannot be compared with ${others.length}.`, otherNames.at);
  const pairs = own.map((value, index) => toPair(rule, ownNames, [value, others[index] ?? ''], context, other));
  const keys = pairs.map((pair, index) => sql`${pair.other.sql} AS ${keyOf(index)}`);
  const isSame = pairs.map((pair, index) => sql`${inData(pair.own)} = "other".${keyOf(index)}`);
  const joined = sql`${datasetOf(context.dataset)} AS "data" LEFT JOIN (SELECT DISTINCT ${sql.join(keys)}, 1 AS "hit" FROM ${datasetOf(other.dataset)}) AS "other" ON ${sql.join(isSame, sql` AND `)}`;
  return shareOfRows(test, context, {
    metric: `Column.${alias}.ReferentialIntegrity`,
    query: sql`SELECT COUNT(*) AS "total", COUNT("other"."hit") AS "passed" FROM ${joined}`,
    failing: sql`${joined} WHERE "other"."hit" IS NULL`,
    what: `in ${alias}`,
  });
}

/**
 * `DatasetMatch`: the share of rows that the other table has with the same key and the same values. Keys are unique in both
 * tables; NULL equals NULL among the values.
 *
 * @example
 * planDatasetMatch(rule, test, context); // JOIN on the key, then IS NOT DISTINCT FROM
 */
export function planDatasetMatch(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  optionsOf(rule, []);
  const [alias, keyNames, compared] = rule.parameters;
  if (alias === undefined || keyNames === undefined) throw new PlanError('A table and a key are needed.', rule.at);
  const other = findReference(alias.value, alias, context);
  const keys = mapped(keyNames.value).map((pair) => {
    for (const [index, table] of [context, other].entries())
      if (!table.columns.some(({ name }) => name.toLowerCase() === pair[index]?.toLowerCase()))
        throw new PlanError(`These key columns were not found in ${table.dataset}: ${pair[index]}.`, keyNames.at);
    return toPair(rule, keyNames, pair, context, other);
  });
  const values =
    compared === undefined
      ? context.columns
          .filter(({ name }) => !keys.some((key) => key.own.name === name))
          .map(({ name }): [string, string] => [name, name])
      : mapped(compared.value);
  const pairs = values.map((pair) => {
    const missing = other.columns.some(({ name }) => name.toLowerCase() === pair[1].toLowerCase());
    if (!missing)
      throw new PlanError(`The column "${pair[1]}" was not found in ${alias.value}.`, (compared ?? alias).at);
    if (!context.columns.some(({ name }) => name.toLowerCase() === pair[0].toLowerCase()))
      throw new PlanError(`The column "${pair[0]}" was not found in ${context.dataset}.`, (compared ?? alias).at);
    return toPair(rule, compared ?? alias, pair, context, other);
  });
  if (pairs.length === 0) throw new PlanError('There is no column to compare except the key.', keyNames.at);
  const inOther = (column: Column) => sql`"other".${columnOf(column.name)}`;
  const isSame = [
    ...keys.map((pair) => sql`${inData(pair.own)} = ${inOther(pair.other)}`),
    ...pairs.map((pair) => sql`${inData(pair.own)} IS NOT DISTINCT FROM ${inOther(pair.other)}`),
  ];
  const joined = sql`${datasetOf(context.dataset)} AS "data" LEFT JOIN (SELECT "all".*, 1 AS "hit" FROM ${datasetOf(other.dataset)} AS "all") AS "other" ON ${sql.join(isSame, sql` AND `)}`;
  return shareOfRows(test, context, {
    metric: `Dataset.${alias.value}.DatasetMatch`,
    query: sql`SELECT COUNT(*) AS "total", COUNT("other"."hit") AS "passed",
      ${repeated(
        context.dataset,
        keys.map(({ own }) => own),
      )} AS "repeated",
      ${repeated(
        other.dataset,
        keys.map((pair) => pair.other),
      )} AS "other_repeated" FROM ${joined}`,
    failing: sql`${joined} WHERE "other"."hit" IS NULL`,
    what: `the same in ${alias.value}`,
  });
}

/** How many keys occur more than once. */
const repeated = (dataset: string, keys: readonly Column[]): RawBuilder<unknown> =>
  sql`(SELECT COUNT(*) FROM (SELECT COUNT(*) AS "n" FROM ${datasetOf(dataset)} GROUP BY ${sql.join(keys.map(({ sql: column }) => column))} HAVING COUNT(*) > 1) AS "keys")`;

interface Share {
  readonly metric: string;
  readonly query: RawBuilder<unknown>;
  readonly failing: RawBuilder<unknown>;
  readonly what: string;
}

function shareOfRows(test: NumberTest, { columns }: PlanContext, share: Share): LeafPlan {
  const shown = columns.map(({ name }, index) => sql`"data".${columnOf(name)} AS ${sql.id(`c${index}`)}`);
  return {
    kind: 'statement',
    query: share.query,
    failingRows: (most) => sql`SELECT ${sql.join(shown)} FROM ${share.failing} LIMIT ${sql.lit(most)}`,
    decide: ({ total, passed, repeated: own, other_repeated: others }) => {
      if (!total) return toFinding({ status: 'fail', expected: test.text, message: emptyTableText });
      if (own || others)
        return toFinding({
          status: 'error',
          expected: 'unique keys in both tables',
          message: `The rows of the two tables cannot be compared: ${countText((own ?? 0) + (others ?? 0), 'key')} occur more than once.`,
        });
      const ratio = (passed ?? 0) / total;
      const isMet = test.isMet(ratio);
      return {
        status: isMet ? 'pass' : 'fail',
        metrics: { [share.metric]: ratio },
        observed: ratio,
        observedText: `${passed} of ${countText(total, 'row')} ${share.what} (${readable(ratio)})`,
        expected: test.text,
        rows: { total, passed: passed ?? 0, failed: total - (passed ?? 0), excluded: 0 },
        message: isMet ? '' : missText(ratio),
      };
    },
  };
}

const keyOf = (index: number) => sql.id(`k${index}`);
const inData = (column: Column) => sql`"data".${columnOf(column.name)}`;

const namesIn = (list: string): string[] => list.split(',').map((name) => name.trim());

/** `a->b, c` as pairs of names. */
const mapped = (list: string): [string, string][] =>
  namesIn(list).map((pair) => {
    const [own = '', other = own] = pair.split('->').map((name) => name.trim());
    return [own, other];
  });

function toPair(
  rule: SimpleRule,
  { at }: Parameter,
  [own, other]: readonly [string, string],
  context: PlanContext,
  reference: Reference,
): ColumnPair {
  const pair = { own: findColumn({ value: own, at }, context), other: findColumn({ value: other, at }, reference) };
  requireSameKind(rule, pair.own, pair.other);
  return pair;
}
