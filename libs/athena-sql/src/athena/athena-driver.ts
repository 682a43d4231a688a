import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { SqlCompileError } from '../sql/errors.ts';
import { toPlainRows } from './athena-value.ts';
import type { QueryRunner } from './run/query-runner.ts';

/** How a driver runs what Kysely compiled. */
export interface AthenaDriverConfig {
  readonly runner: QueryRunner;
  /**
   * Names this Kysely's executions across crashes (run id and step): a process that builds the same queries in the same
   * order under the same key finds what is running. Default: every execution is new.
   */
  readonly runKey?: string;
  /** Aborting stops every query of this Kysely. */
  readonly signal?: AbortSignal;
}

/**
 * Runs compiled queries on Athena. There is nothing to connect to: queries run side by side, as the runner's gate lets them.
 *
 * @example
 * const driver = new AthenaDriver({ runner });
 */
export class AthenaDriver implements Driver {
  readonly #config: AthenaDriverConfig;
  readonly #timesRun = new Map<string, number>();

  constructor(config: AthenaDriverConfig) {
    this.#config = config;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new AthenaConnection(this.#config, (sql) => this.#nextRunKey(sql));
  }

  async releaseConnection(): Promise<void> {}

  async beginTransaction(): Promise<void> {
    throw new SqlCompileError(
      'Athena has no transactions: write to a separate table, check it, and publish it with one MERGE.',
    );
  }

  async commitTransaction(): Promise<void> {}

  async rollbackTransaction(): Promise<void> {}

  async destroy(): Promise<void> {}

  /** The same text again is another execution; after a crash its place in the order finds it. */
  #nextRunKey(sql: string): { runKey?: string } {
    if (this.#config.runKey === undefined) return {};
    const times = (this.#timesRun.get(sql) ?? 0) + 1;
    this.#timesRun.set(sql, times);
    return { runKey: `${this.#config.runKey}#${times}` };
  }
}

class AthenaConnection implements DatabaseConnection {
  readonly #config: AthenaDriverConfig;
  readonly #nextRunKey: (sql: string) => { runKey?: string };
  readonly #running = new Set<AbortController>();

  constructor(config: AthenaDriverConfig, nextRunKey: (sql: string) => { runKey?: string }) {
    this.#config = config;
    this.#nextRunKey = nextRunKey;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const rows: R[] = [];
    let affected: bigint | undefined;
    for await (const page of this.streamQuery<R>(query)) {
      rows.push(...page.rows);
      affected = page.numAffectedRows ?? affected;
    }
    return affected === undefined ? { rows } : { rows, numAffectedRows: affected };
  }

  /** One page of Athena's (at most 1,000 rows) at a time, regardless of the requested size: nothing is buffered. */
  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    const { runner, signal: outer } = this.#config;
    const controller = new AbortController();
    const signal = outer === undefined ? controller.signal : AbortSignal.any([outer, controller.signal]);
    this.#running.add(controller);
    try {
      const finished = await runner.run(query.sql, { ...this.#nextRunKey(query.sql), signal });
      for await (const page of runner.pages(finished, { signal })) {
        const rows = toPlainRows(page, query.sql) as R[];
        yield page.updateCount === null ? { rows } : { rows, numAffectedRows: BigInt(page.updateCount) };
      }
    } finally {
      this.#running.delete(controller);
    }
  }

  /** Stops what runs on this connection; Kysely 0.29 calls it. */
  async cancelQuery(): Promise<void> {
    for (const controller of this.#running)
      controller.abort(new DOMException('The query was cancelled.', 'AbortError'));
  }
}
