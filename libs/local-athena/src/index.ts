export { type CallGlue, createGlueCatalog } from './catalog/glue-catalog.ts';
export type { CatalogColumn, CatalogDatabase, CatalogTable, MetadataCatalog } from './catalog/metadata-catalog.ts';
export { addTrinoMacros } from './duckdb/add-trino-macros.ts';
export { createDuckDbCatalog, type ReadRows } from './duckdb/duckdb-catalog.ts';
export type { DuckDbLease, DuckDbReadConnection, DuckDbReadResult } from './duckdb/duckdb-client.ts';
export { createDuckDbEngine, type DuckDbEngineOptions } from './duckdb/duckdb-engine.ts';
export {
  type AthenaEndpoint,
  type AthenaEndpointOptions,
  createAthenaEndpoint,
  type EndpointAnswer,
} from './endpoint/athena-endpoint.ts';
export type { AthenaFault } from './api/faults.ts';
export type { ResultStore } from './executions/result-store.ts';
export { EngineFailure, type EngineErrorType } from './engine/engine-failure.ts';
export type {
  EngineColumn,
  EnginePage,
  EngineStatement,
  EngineStatistics,
  QueryEngine,
} from './engine/query-engine.ts';
export { refuseForeign } from './http/local-request.ts';
export { maxConnections, serverLimits } from './http/server-limits.ts';
export { createTurns } from './endpoint/create-turns.ts';
export type { ResultBudget } from './results/result-budget.ts';
export { type AthenaServer, serveAthena, type ServeAthenaOptions } from './http/serve-athena.ts';
export type { Statement } from './sql/statement.ts';
export { createTrinoEngine, type TrinoEngine, type TrinoEngineOptions } from './trino/trino-engine.ts';
export { type EngineValue, toAthenaText } from './values/athena-text.ts';
