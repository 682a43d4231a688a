import { quoteIdentifier, type SqlText } from '@tickerlake/athena-sql';
import { type KyselyPlugin, type PluginTransformQueryArgs, type PluginTransformResultArgs, type QueryResult, RawNode, type RootOperationNode, type UnknownRow } from 'kysely';

/** Relations by the names that a query uses; a later one may use earlier ones. */
export type Relations = Readonly<Record<string, SqlText>>;

/**
 * The relations as the beginning of a query. Lake engines have no temporary tables, and a `with` leaves nothing behind.
 *
 * Shows: `with "new_bars" as (select ...), "published_bars" as (select ...) `
 *
 * @throws {SqlCompileError} for a name that is not lower_snake.
 * @example
 * const sql = `${withRelations({ staged_bars: 'select * from mkt.stage_7' })}select count(*) from staged_bars`;
 */
export function withRelations(relations: Relations): string {
  const named = Object.entries(relations).map(([name, query]) => `${quoteIdentifier(name)} as (${typeof query === 'string' ? query : query.compile().sql})`);
  return named.length === 0 ? '' : `with ${named.join(', ')} `;
}

/**
 * Makes relations known to every query that a Kysely runs as text: `db.withPlugin(new RelationsPlugin(relations))`. Rules
 * then name `hourly_volatility`, and read the candidate.
 *
 * @example
 * const candidate = db.withPlugin(new RelationsPlugin({ hourly_volatility: 'select * from mkt.stage_7' }));
 */
export class RelationsPlugin implements KyselyPlugin {
  readonly #prefix: string;

  constructor(relations: Relations) {
    this.#prefix = withRelations(relations);
  }

  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    if (!RawNode.is(node)) return node;
    const [first = '', ...rest] = node.sqlFragments;
    // Parts of statements are compiled alone too, to be compared: they stay as they are.
    return /^\s*select\b/i.test(first) ? RawNode.create([`${this.#prefix}${first}`, ...rest], node.parameters) : node;
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result;
  }
}
