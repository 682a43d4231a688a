export type { AthenaApi } from './athena/run/athena-api.ts';
export { AthenaDialect, type AthenaDialectConfig } from './athena/athena-dialect.ts';
export { AthenaQueryError, type ErrorCategory, type FailedState } from './athena/run/athena-query-error.ts';
export { athenaQueryBuilder, compileAthenaSql } from './athena/athena-query-builder.ts';
export { AthenaQueryCompiler, athenaMaxStatementBytes } from './athena/athena-query-compiler.ts';
export { toPlainRows, toPlainValue } from './athena/athena-value.ts';
export type { Clock } from './calls/clock.ts';
export { createQueryRunner, type QueryRunner } from './athena/run/query-runner.ts';
export type { FinishedQuery, QueryRunnerOptions, RunOptions } from './athena/run/query-runner-options.ts';
export { athenaDollars, athenaDollarsPerTerabyte, type QueryStatistics } from './athena/run/query-statistics.ts';
export type { ResultColumn, ResultPage } from './athena/run/result-pages.ts';
export type { DuckDbChunk, DuckDbConnection, DuckDbResult } from './duckdb/duckdb-connection.ts';
export { DuckDbDialect } from './duckdb/duckdb-dialect.ts';
export { DuckDbQueryCompiler } from './duckdb/duckdb-query-compiler.ts';
export { copyToParquet, readJsonLines, readParquet, readUniformParquet, toFilePattern } from './duckdb/duckdb-files.ts';
export { duckDbPrelude } from './duckdb/duckdb-driver.ts';
export { SqlCompileError, SqlExecutionError } from './sql/errors.ts';
export type { GlueApi } from './glue/glue-api.ts';
export { GlueReadError } from './glue/glue-read-error.ts';
export { type Backoff, backoff } from './calls/backoff.ts';
export { readGluePages } from './glue/read-glue-pages.ts';
export { createGlueReader, type GluePartition, type GlueReader } from './glue/glue-reader.ts';
export type { GlueColumn, GlueTable } from './glue/glue-table.ts';
export { type JsonTable, jsonTableInput } from './glue/json-table-input.ts';
export { parquetTableInput } from './glue/parquet-table-input.ts';
export type { GlueColumnInput, GlueTableInput } from './glue/table-input.ts';
export { type PointerTable, type TableInputOf, toPointerUpdate, toTableInput } from './glue/table-update.ts';
export { toKyselyTypes } from './glue/to-kysely-types.ts';
export { qualifiedName, quoteIdentifier, quoteName } from './sql/identifier.ts';
export { InlineQueryCompiler } from './portable/inline-query-compiler.ts';
export { toLiteral } from './sql/literal.ts';
export {
  arrayAgg,
  avgDouble,
  boolAnd,
  boolOr,
  corr,
  countIf,
  covarPop,
  covarSamp,
  joinText,
  maxFinite,
  median,
  minFinite,
  quantile,
  stddevPop,
  stddevSamp,
  sumDouble,
  sumInt64,
  varPop,
  varSamp,
} from './portable/aggregates.ts';
export { cardinality, elementAt, joinArray, series } from './portable/arrays.ts';
export {
  asDate,
  asDouble,
  asInt64,
  asText,
  intDiv,
  isFinite,
  isNan,
  maxBy,
  minBy,
  msOfTimestamp,
  timestampOfMs,
  utc,
} from './portable/functions.ts';
export {
  asDecimal,
  binomialTail,
  ceil,
  divide,
  exp,
  finite,
  floor,
  greatest,
  least,
  ln,
  log10,
  mod,
  power,
  round,
  sign,
  squareRoot,
  truncate,
  tryDouble,
  tryInt64,
} from './portable/numbers.ts';
export { toPattern } from './portable/pattern.ts';
export { type PortableName, spellings } from './portable/spellings.ts';
export type { SqlEngine } from './portable/spellings/spelling.ts';
export {
  concat,
  jsonNumber,
  jsonText,
  padStart,
  positionOf,
  regexpExtract,
  regexpLike,
  regexpReplace,
  replaceText,
  splitPart,
  startsWith,
  substring,
  textLength,
  trim,
  trimEnd,
  trimStart,
} from './portable/text.ts';
export {
  addTime,
  asTimestamp,
  formatTime,
  timeBetween,
  type TimeFormat,
  type TimePart,
  timePart,
  type TimeUnit,
  type TruncationUnit,
  truncateTime,
  tryDate,
} from './portable/time.ts';
export {
  denseRank,
  firstKnown,
  firstValue,
  lag,
  lagKnown,
  lastKnown,
  lastValue,
  lead,
  leadKnown,
  over,
  percentRank,
  rank,
  rowNumber,
  type Window,
  windowOf,
  type WindowSpec,
} from './portable/windows.ts';
export { addColumns } from './statements/add-columns.ts';
export { createIcebergTable, createIcebergTableAs, type IcebergTable } from './statements/create-iceberg-table.ts';
export { type Compression, createTableAs, type TableBuild } from './statements/create-table-as.ts';
export { createView } from './statements/create-view.ts';
export { dropTable, dropView } from './statements/drop-table.ts';
export { type Insertion, insertSelect } from './statements/insert-select.ts';
export type { LakeEngine } from './statements/lake-engine.ts';
export { mergePublish, type Publish } from './statements/merge-publish.ts';
export { mergeRollback, type Rollback } from './statements/merge-rollback.ts';
export { type Optimization, optimizeTable } from './statements/optimize-table.ts';
export {
  maxOpenPartitions,
  partitionBatches,
  type PartitionKey,
  selectPartitionKeys,
  toBatchedBuild,
} from './statements/partition-batches.ts';
export type { PartitionTransform } from './statements/partition-transform.ts';
export { type Period, type PeriodRange, toPeriodCondition } from './statements/period.ts';
export { selectBuildFaults } from './statements/select-build-faults.ts';
export { type TableName, toQueryName } from './statements/table-name.ts';
export type { SqlText, TypedColumn } from './statements/typed-column.ts';
export { type Unload, unload } from './statements/unload.ts';
export { vacuumTable } from './statements/vacuum-table.ts';
export {
  createTrinoClient,
  type TrinoClient,
  type TrinoClientOptions,
  type TrinoColumn,
  type TrinoPage,
} from './trino/trino-client.ts';
export { TrinoDialect, type TrinoDialectConfig } from './trino/trino-dialect.ts';
export type { TrinoDriverConfig } from './trino/trino-driver.ts';
export type { TrinoQueryOptions, TrinoSession } from './trino/trino-headers.ts';
export type { TrinoRawValue } from './trino/trino-json.ts';
export { TrinoQueryCompiler } from './trino/trino-query-compiler.ts';
export { TrinoQueryError } from './trino/trino-query-error.ts';
export type { TrinoFetch, TrinoResponse } from './trino/send-trino-request.ts';
export type { TrinoStatistics } from './trino/trino-statistics.ts';
export { toTrinoRows, toTrinoValues } from './trino/trino-value.ts';
export type { TrinoType } from './trino/trino-type.ts';
