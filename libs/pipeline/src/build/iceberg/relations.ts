import { quoteIdentifier, type SqlText } from '@tickerlake/athena-sql';
import {
  CommonTableExpressionNameNode,
  CommonTableExpressionNode,
  type Kysely,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryResult,
  RawNode,
  type RootOperationNode,
  SelectQueryNode,
  type UnknownRow,
  WithNode,
} from 'kysely';

/** Relations by the names that a query uses; a later one may use earlier ones. */
export type Relations = Readonly<Record<string, SqlText>>;

/**
 * A query that knows relations by name: those that it names, and those that they name. Lake engines have no temporary
 * tables, and a `with` leaves nothing behind.
 *
 * Shows: `with "new_bars" as (select ...), "published_bars" as (select ...) select count(*) from new_bars`
 *
 * @throws {SqlCompileError} for a name that is not lower_snake.
 * @example
 * const sql = withRelations({ staged_bars: 'select * from mkt.stage_7' }, 'select count(*) from staged_bars');
 */
export function withRelations(relations: Relations, query: SqlText): string {
  const text = toText(query);
  return prefixed(namedIn(text, toNamed(relations)), text);
}

/**
 * The same for a statement of somebody else's, whose order and own relations stay: the relations come before its own.
 *
 * @param statement.withEnd where the word `with` ends, if the statement begins with it; otherwise null.
 * @example
 * withRelationsBefore({ bars: 'select * from mkt.bars for version as of 7' }, { text: 'select * from bars order by 1', withEnd: null });
 */
export function withRelationsBefore(
  relations: Relations,
  { text, withEnd }: { readonly text: string; readonly withEnd: number | null },
): string {
  const needed = namedIn(text, toNamed(relations));
  if (needed.length === 0) return text;
  if (withEnd === null) return `with ${toList(needed)} ${text}`;
  const [recursive = ''] = /^\s+recursive\b/i.exec(text.slice(withEnd)) ?? [];
  return `with${recursive} ${toList(needed)},${text.slice(withEnd + recursive.length)}`;
}

interface NamedText {
  readonly name: string;
  readonly text: string;
}

const toNamed = (relations: Relations): NamedText[] =>
  Object.entries(relations).map(([name, relation]) => ({ name, text: toText(relation) }));

function prefixed(relations: readonly NamedText[], text: string): string {
  if (relations.length === 0) return text;
  // A query that names its own relations becomes part of one that does not.
  return `with ${toList(relations)} ${/^\s*with\b/i.test(text) ? `select * from (${text}) as "q"` : text}`;
}

const toList = (relations: readonly NamedText[]): string =>
  relations.map((relation) => `${quoteIdentifier(relation.name)} as (${relation.text})`).join(', ');

/** From the last to the first: an earlier one is needed too when a later one names it. Engines do not tell `BARS` from `bars`. */
function namedIn(text: string, relations: readonly NamedText[]): NamedText[] {
  return relations.reduceRight<NamedText[]>((needed, relation) => {
    const isNamed = new RegExp(`\\b${relation.name}\\b`, 'i');
    return [text, ...needed.map((one) => one.text)].some((one) => isNamed.test(one)) ? [relation, ...needed] : needed;
  }, []);
}

const toText = (query: SqlText): string => (typeof query === 'string' ? query : query.compile().sql);

/**
 * Makes relations known to every SELECT of a Kysely: rules then name `hourly_volatility`, and read the candidate.
 *
 * @example
 * const candidate = knowingRelations(db, { hourly_volatility: 'select * from mkt.stage_7' });
 */
export function knowingRelations<Database>(db: Kysely<Database>, relations: Relations): Kysely<Database> {
  return db.withPlugin(new RelationsPlugin(db, relations));
}

class RelationsPlugin implements KyselyPlugin {
  readonly #relations: readonly NamedText[];
  readonly #db: Pick<Kysely<unknown>, 'getExecutor'>;

  constructor(db: Pick<Kysely<unknown>, 'getExecutor'>, relations: Relations) {
    this.#db = db;
    this.#relations = toNamed(relations);
  }

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    if (!SelectQueryNode.is(node) && !RawNode.is(node)) return node;
    const text = this.#db.getExecutor().compileQuery(node, queryId).sql;
    const needed = namedIn(text, this.#relations);
    if (SelectQueryNode.is(node)) return withTables(needed, node);
    // Parts of statements are compiled alone too, to be compared: they stay as they are.
    return /^\s*select\b/i.test(text) ? RawNode.createWithSql(prefixed(needed, text)) : node;
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result;
  }
}

/** A query that Kysely has built stays one. */
function withTables(needed: readonly NamedText[], node: SelectQueryNode): SelectQueryNode {
  const expressions = needed.map(({ name, text }) =>
    CommonTableExpressionNode.create(CommonTableExpressionNameNode.create(name), RawNode.createWithSql(`(${text})`)),
  );
  const [first, ...rest] = [...expressions, ...(node.with?.expressions ?? [])];
  if (first === undefined) return node;
  return { ...node, with: { ...WithNode.create(first), ...node.with, expressions: [first, ...rest] } };
}
