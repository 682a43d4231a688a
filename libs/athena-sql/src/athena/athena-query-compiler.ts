import type { CompiledQuery, OffsetNode, QueryId, RootOperationNode, SelectQueryNode } from 'kysely';
import { SqlCompileError } from '../errors.ts';
import { InlineQueryCompiler } from '../inline-query-compiler.ts';

/** Athena's fixed limit on the text of a statement, in UTF-8 bytes. */
export const athenaMaxStatementBytes = 262_144;

/**
 * Compiles for Athena and Trino: OFFSET stands before LIMIT there, `distinct on` does not exist, and a text over
 * 262,144 bytes is refused before it is sent.
 *
 * @example
 * new AthenaQueryCompiler().compileQuery(query.toOperationNode(), createQueryId()).sql;
 */
export class AthenaQueryCompiler extends InlineQueryCompiler {
  constructor() {
    super('athena');
  }

  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    const compiled = super.compileQuery(node, queryId);
    const bytes = new TextEncoder().encode(compiled.sql).length;
    if (bytes > athenaMaxStatementBytes) {
      throw new SqlCompileError(`The statement has ${bytes} bytes, Athena takes ${athenaMaxStatementBytes}: split its lists into several statements.`);
    }
    return compiled;
  }

  protected override visitSelectQuery(node: SelectQueryNode): void {
    if (node.distinctOn !== undefined) throw new SqlCompileError('Athena has no "distinct on": number the rows with row_number() and keep the first.');
    if (node.limit === undefined || node.offset === undefined) {
      super.visitSelectQuery(node);
      return;
    }
    const { limit, ...withoutLimit } = node;
    super.visitSelectQuery(withoutLimit);
    this.append(' ');
    this.visitNode(limit);
  }

  protected override visitOffset(node: OffsetNode): void {
    this.append('offset ');
    this.visitNode(node.offset);
  }
}
