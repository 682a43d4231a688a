import { InlineQueryCompiler } from '../portable/inline-query-compiler.ts';

/**
 * Compiles for DuckDB; what the lake's engines lack is refused here too.
 *
 * @example
 * new DuckDbQueryCompiler().compileQuery(query.toOperationNode(), createQueryId()).sql;
 */
export class DuckDbQueryCompiler extends InlineQueryCompiler {
  constructor() {
    super('duckdb');
  }
}
