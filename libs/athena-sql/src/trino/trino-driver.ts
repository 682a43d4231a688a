import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { SqlCompileError } from '../sql/errors.ts';
import type { TrinoClient } from './trino-client.ts';
import type { TrinoQueryOptions } from './trino-headers.ts';
import type { TrinoStatistics } from './trino-statistics.ts';
import { toTrinoRows } from './trino-value.ts';

/** How a driver runs what Kysely compiled. */
export interface TrinoDriverConfig {
  readonly client: TrinoClient;
  /** For every query of this Kysely: catalogue, schema, session properties, the signal that cancels them all. */
  readonly query?: TrinoQueryOptions;
  /** Called after every query. */
  readonly onStatistics?: (statistics: TrinoStatistics & { readonly queryId: string }) => void;
}

/**
 * Runs compiled queries on Trino. There is nothing to connect to: queries run side by side, as Trino lets them.
 *
 * @example
 * const driver = new TrinoDriver({ client });
 */
export class TrinoDriver implements Driver {
  readonly #config: TrinoDriverConfig;

  constructor(config: TrinoDriverConfig) {
    this.#config = config;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new TrinoConnection(this.#config);
  }

  async releaseConnection(): Promise<void> {}

  async beginTransaction(): Promise<void> {
    throw new SqlCompileError(
      'Trino has no transactions over these tables: write to a separate table, check it, and publish it with one MERGE.',
    );
  }

  async commitTransaction(): Promise<void> {}

  async rollbackTransaction(): Promise<void> {}

  async destroy(): Promise<void> {}
}

class TrinoConnection implements DatabaseConnection {
  readonly #config: TrinoDriverConfig;
  readonly #running = new Set<AbortController>();

  constructor(config: TrinoDriverConfig) {
    this.#config = config;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const rows: R[] = [];
    let affected: bigint | undefined;
    for await (const page of this.streamQuery<R>(query)) {
      for (const row of page.rows) rows.push(row);
      affected = page.numAffectedRows ?? affected;
    }
    return affected === undefined ? { rows } : { rows, numAffectedRows: affected };
  }

  /** One page of Trino's at a time, regardless of the requested size: nothing is buffered. Leaving early cancels the query. */
  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    const { client, onStatistics, query: options = {} } = this.#config;
    const controller = new AbortController();
    const signal =
      options.signal === undefined ? controller.signal : AbortSignal.any([options.signal, controller.signal]);
    this.#running.add(controller);
    try {
      for await (const page of client.pages(query.sql, { ...options, signal })) {
        if (page.isLast) onStatistics?.({ ...page.statistics, queryId: page.queryId });
        const rows = toTrinoRows(page.columns ?? [], page.updateType === null ? page.rows : [], query.sql) as R[];
        if (page.isLast && page.updateCount !== null) yield { rows, numAffectedRows: page.updateCount };
        else if (rows.length > 0) yield { rows };
      }
    } finally {
      this.#running.delete(controller);
    }
  }

  /** Cancels what runs on this connection; Kysely 0.29 calls it. */
  async cancelQuery(): Promise<void> {
    for (const controller of this.#running)
      controller.abort(new DOMException('The query was cancelled.', 'AbortError'));
  }
}
