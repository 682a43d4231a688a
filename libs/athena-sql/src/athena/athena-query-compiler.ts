import {
  AlterTableNode,
  type CompiledQuery,
  CreateSchemaNode,
  CreateTableNode,
  DropSchemaNode,
  DropTableNode,
  type QueryId,
  RawNode,
  type RootOperationNode,
} from 'kysely';
import { SqlCompileError } from '../sql/errors.ts';
import { TrinoQueryCompiler } from '../trino/trino-query-compiler.ts';

/** Athena's fixed limit on the text of a statement, in UTF-8 bytes. */
export const athenaMaxStatementBytes = 262_144;

/**
 * Compiles for Athena as for Trino, whose SQL it speaks, but for the DDL that its Hive parser reads: there names stand in
 * backticks. A text over 262,144 bytes is refused before it is sent.
 *
 * @example
 * new AthenaQueryCompiler().compileQuery(query.toOperationNode(), createQueryId()).sql;
 */
export class AthenaQueryCompiler extends TrinoQueryCompiler {
  #quote = '"';

  /** @throws {SqlCompileError} for what Athena cannot say, and for a text that is too long. */
  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    this.#quote = isReadByHive(node) ? '`' : '"';
    const compiled = super.compileQuery(node, queryId);
    refuseHiveTable(node);
    const bytes = new TextEncoder().encode(compiled.sql).length;
    if (bytes > athenaMaxStatementBytes) {
      throw new SqlCompileError(
        `The statement has ${bytes} bytes, Athena takes ${athenaMaxStatementBytes}: split its lists into several statements.`,
      );
    }
    return compiled;
  }

  protected override quoteName(name: string): string {
    const quoted = super.quoteName(name);
    return this.#quote === '"' ? quoted : `\`${name.replaceAll('`', '``')}\``;
  }
}

/** Kysely's columns and changes of tables would reach Athena in Trino's types and quotes, which its Hive parser does not read. */
function refuseHiveTable(node: RootOperationNode): void {
  if (CreateTableNode.is(node) && node.selectQuery === undefined) {
    throw new SqlCompileError(
      'Athena makes no table from column definitions as Trino does: use createIcebergTable, createTableAs, or declare files in Glue with parquetTableInput.',
    );
  }
  if (AlterTableNode.is(node))
    throw new SqlCompileError("Athena changes tables in Hive's words: use addColumns, or update the table in Glue.");
}

/** Raw statements are recognized by their first words. */
function isReadByHive(node: RootOperationNode): boolean {
  if (DropTableNode.is(node) || CreateSchemaNode.is(node) || DropSchemaNode.is(node)) return true;
  return (
    RawNode.is(node) &&
    /^\s*(?:create\s+(?:external|database|schema)|drop\s+(?:table|database|schema)|alter|msck|describe|show)\b/i.test(
      node.sqlFragments[0] ?? '',
    )
  );
}
