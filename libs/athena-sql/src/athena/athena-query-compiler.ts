import type { CompiledQuery, QueryId, RootOperationNode } from 'kysely';
import { SqlCompileError } from '../errors.ts';
import { TrinoQueryCompiler } from '../trino/trino-query-compiler.ts';

/** Athena's fixed limit on the text of a statement, in UTF-8 bytes. */
export const athenaMaxStatementBytes = 262_144;

/**
 * Compiles for Athena as for Trino, whose SQL it speaks; a text over 262,144 bytes is refused before it is sent.
 *
 * @example
 * new AthenaQueryCompiler().compileQuery(query.toOperationNode(), createQueryId()).sql;
 */
export class AthenaQueryCompiler extends TrinoQueryCompiler {
  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    const compiled = super.compileQuery(node, queryId);
    const bytes = new TextEncoder().encode(compiled.sql).length;
    if (bytes > athenaMaxStatementBytes) {
      throw new SqlCompileError(`The statement has ${bytes} bytes, Athena takes ${athenaMaxStatementBytes}: split its lists into several statements.`);
    }
    return compiled;
  }
}
