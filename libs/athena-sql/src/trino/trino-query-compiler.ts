import type { LimitNode, OffsetNode, SelectQueryNode } from 'kysely';
import { InlineQueryCompiler } from '../portable/inline-query-compiler.ts';

/**
 * Compiles for Trino, and for Athena, whose engine it is: OFFSET comes before LIMIT.
 *
 * @example
 * new TrinoQueryCompiler().compileQuery(query.toOperationNode(), createQueryId()).sql;
 */
export class TrinoQueryCompiler extends InlineQueryCompiler {
  /** The OFFSET that is printed with a LIMIT. */
  readonly #offsets = new WeakMap<LimitNode, OffsetNode>();

  constructor() {
    super('athena');
  }

  protected override visitSelectQuery(node: SelectQueryNode): void {
    const { offset, ...rest } = node;
    if (node.limit === undefined || offset === undefined) {
      super.visitSelectQuery(node);
      return;
    }
    this.#offsets.set(node.limit, offset);
    super.visitSelectQuery(rest);
    this.#offsets.delete(node.limit);
  }

  protected override visitLimit(node: LimitNode): void {
    const offset = this.#offsets.get(node);
    if (offset !== undefined) {
      this.visitNode(offset);
      this.append(' ');
    }
    super.visitLimit(node);
  }
}
