import { DuckDBInstance } from '@duckdb/node-api';
import { addTrinoMacros } from '../../duckdb/add-trino-macros.ts';
import { createDuckDbEngine } from '../../duckdb/duckdb-engine.ts';
import { EngineFailure } from '../../engine/engine-failure.ts';
import type { EnginePage } from '../../engine/query-engine.ts';
import { parseStatement } from '../../sql/parse-statement.ts';
import type { Answer } from './answer.ts';
import { toAnswer } from './to-answer.ts';

/** The engine of the endpoint over an empty DuckDB, without HTTP. */
export interface AskedDuckDb {
  /** What the endpoint answers. */
  ask(sql: string): Promise<Answer>;
  /** What DuckDB itself answers to the same text: its values as texts, or its message. */
  askAsWritten(sql: string): Promise<{ readonly texts: readonly (string | null)[] } | { readonly failed: string }>;
  close(): void;
}

/**
 * Opens the engine of the endpoint.
 *
 * @example
 * const duckDb = await openDuckDbToAsk();
 * await duckDb.ask('SELECT 7 / 2'); // { columns: [['_col0', 'integer']], rows: [['3']] }
 */
export async function openDuckDbToAsk(): Promise<AskedDuckDb> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  const asWritten = await (await DuckDBInstance.create(':memory:')).connect();
  await asWritten.run("SET TimeZone = 'UTC'");
  await addTrinoMacros(async (sql) => (await connection.runAndReadAll(sql)).getRowObjects());
  const engine = createDuckDbEngine({
    database: 'lake',
    lease: () => Promise.resolve({ connection, release: () => undefined }),
  });
  return {
    async ask(sql) {
      try {
        const pages: EnginePage[] = [];
        for await (const page of engine.run({
          statement: parseStatement(sql),
          queryId: 'comparison',
          database: 'lake',
          outputLocation: null,
          enforcesOutputLocation: false,
          signal: new AbortController().signal,
        }))
          pages.push(page);
        return toAnswer(pages);
      } catch (cause) {
        if (cause instanceof EngineFailure) return { refused: cause.message };
        throw cause;
      }
    },
    async askAsWritten(sql) {
      try {
        const rows = (await asWritten.runAndReadAll(sql)).getRowsJson();
        return { texts: rows.flat().map((value) => (value === null ? null : String(value))) };
      } catch (cause) {
        return { failed: cause instanceof Error ? cause.message : String(cause) };
      }
    },
    close() {
      connection.closeSync();
      asWritten.closeSync();
      instance.closeSync();
    },
  };
}
