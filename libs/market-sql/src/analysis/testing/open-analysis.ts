import type { Tables } from '@tickerlake/record-schema';
import type { Compilable, Kysely } from 'kysely';
import { openDuckDb } from '@tickerlake/athena-sql/testing';
import { type AnalysisEngine, duckDbEngine } from './analysis-engine.ts';

/** An engine with no tables yet, for one market. */
export interface OpenAnalysis extends AnalysisEngine {
  readonly db: Kysely<Tables>;
  view(name: string, query: Compilable): Promise<void>;
  close(): Promise<void>;
}

/** A fresh DuckDB. */
export async function openOnDuckDb(): Promise<OpenAnalysis> {
  const { db, run, connection } = await openDuckDb<Tables>();
  return {
    ...duckDbEngine(run),
    db,
    view: async (name, query) => {
      await run(`create view ${name} as ${query.compile().sql}`);
    },
    close: async () => connection.closeSync(),
  };
}
