import { type TrinoClient, type TrinoPage, TrinoQueryError } from '@tickerlake/athena-sql';
import { formatOf, type MetadataCatalog } from '../catalog/metadata-catalog.ts';
import { EngineFailure, type EngineErrorType } from '../engine/engine-failure.ts';
import type { EnginePage, EngineStatement, QueryEngine } from '../engine/query-engine.ts';
import { rewriteForTrino } from '../rewrite/to-trino.ts';
import type { TableSettings } from '../rewrite/trino-plan.ts';
import { RefusedStatement } from '../sql/refused-statement.ts';
import { toEngineValue } from './to-engine-value.ts';

/** The dependencies of the engine. */
export interface TrinoEngineOptions {
  readonly client: TrinoClient;
  /** The catalogue that Trino reads too: it says which tables are Iceberg's. */
  readonly catalog: MetadataCatalog;
}

/** Trino as an engine, with what it has to remember of its tables. */
export interface TrinoEngine extends QueryEngine {
  reset(): void;
}

/**
 * Trino as an engine: Athena's statements as Trino SQL, in order if several are needed. Trino's catalogues must be called
 * `awsdatacatalog` (Hive) and `iceberg`, each sending the other's tables over.
 *
 * @example
 * const engine = createTrinoEngine({ client: createTrinoClient({ url, user: 'athena', fetch, clock, random: Math.random }), catalog });
 */
export function createTrinoEngine({ client, catalog }: TrinoEngineOptions): TrinoEngine {
  const settings: TableSettings = new Map();
  return {
    async *run(asked) {
      const { statement, database } = asked;
      if (statement.kind === 'show' || statement.kind === 'describe' || statement.kind === 'unload')
        throw new EngineFailure('NOT_SUPPORTED', 'USER_ERROR', 'The endpoint answers this statement, not the engine');
      try {
        const plan = await rewriteForTrino(statement, {
          ...asked,
          settings,
          formatOf: (table) => formatOf(catalog, table.database ?? database, table.table),
        });
        for (const step of plan.steps) yield* runStep(client, step, plan.session, plan.showsPartitions === true, asked);
      } catch (cause) {
        asked.signal.throwIfAborted();
        throw toFailure(cause);
      }
    },
    reset: () => settings.clear(),
  };
}

async function* runStep(
  client: TrinoClient,
  sql: string,
  sessionProperties: Readonly<Record<string, string>>,
  showsPartitions: boolean,
  { database, signal, queryId }: EngineStatement,
): AsyncGenerator<EnginePage, void, undefined> {
  for await (const page of client.pages(sql, {
    catalog: 'awsdatacatalog',
    schema: database,
    sessionProperties,
    signal,
    traceToken: queryId,
  })) {
    yield showsPartitions ? toPartitionPage(page) : toEnginePage(page);
  }
}

function toEnginePage({ columns, rows, statistics, updateType, updateCount }: TrinoPage): EnginePage {
  return {
    columns: columns?.map(({ name, type }) => ({ name, type })) ?? null,
    rows:
      columns === null
        ? []
        : rows.map((row) => row.map((value, index) => toEngineValue(value, columns[index]?.signature))),
    statistics: { bytesScanned: statistics.physicalInputBytes, rowsScanned: statistics.processedRows, planningMs: 0 },
    updateCount: updateType === null || updateCount === null ? null : Number(updateCount),
    isQueued: statistics.state === 'QUEUED',
  };
}

/** Athena shows a partition as the folder it would have. */
function toPartitionPage(page: TrinoPage): EnginePage {
  const { rows, columns, ...rest } = toEnginePage(page);
  const toFolder = (row: (typeof rows)[number]): string =>
    (columns ?? []).map(({ name }, index) => `${name}=${String(row[index] ?? '__HIVE_DEFAULT_PARTITION__')}`).join('/');
  return {
    ...rest,
    columns: columns === null ? null : [{ name: 'partition', type: 'varchar' }],
    rows: rows.map((row) => [toFolder(row)]),
  };
}

const errorTypes: readonly EngineErrorType[] = ['USER_ERROR', 'INTERNAL_ERROR', 'INSUFFICIENT_RESOURCES', 'EXTERNAL'];

function toFailure(cause: unknown): unknown {
  if (cause instanceof RefusedStatement)
    return new EngineFailure('NOT_SUPPORTED', 'USER_ERROR', cause.message, { cause });
  if (!(cause instanceof TrinoQueryError)) return cause;
  const type = errorTypes.find((one) => one === cause.errorType) ?? 'INTERNAL_ERROR';
  return new EngineFailure(cause.errorName ?? 'GENERIC_INTERNAL_ERROR', type, cause.reason, {
    transient: cause.transient,
    cause,
  });
}
