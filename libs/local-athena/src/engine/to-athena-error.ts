import { EngineFailure } from './engine-failure.ts';

/**
 * Athena's classification of a failure: category 1 system, 2 user, 3 other; the type is a number of its error
 * catalogue.
 */
export interface AthenaErrorFacts {
  readonly ErrorCategory: 1 | 2 | 3;
  readonly ErrorType: number;
  readonly Retryable: boolean;
  readonly ErrorMessage: string;
}

/**
 * Errors by name where the engine's own type would mislead: Trino classifies bad files and used locations as EXTERNAL,
 * but a retry does not help. Numbers: Athena user guide, "Athena error catalog".
 */
const byName: Readonly<Record<string, readonly [category: 1 | 2 | 3, type: number, retryable: boolean]>> = {
  ICEBERG_COMMIT_ERROR: [1, 233, true],
  ICEBERG_MISSING_METADATA: [1, 233, false],
  ICEBERG_INVALID_METADATA: [1, 233, false],
  ICEBERG_BAD_DATA: [2, 233, false],
  ICEBERG_FILESYSTEM_ERROR: [2, 233, false],
  HIVE_PATH_ALREADY_EXISTS: [2, 1001, false],
  HIVE_CURSOR_ERROR: [2, 1001, false],
  HIVE_BAD_DATA: [2, 1001, false],
  HIVE_PARTITION_SCHEMA_MISMATCH: [2, 1001, false],
  HIVE_INVALID_PARTITION_VALUE: [2, 1001, false],
  HIVE_METASTORE_ERROR: [1, 203, false],
  TABLE_NOT_FOUND: [2, 1301, false],
  SCHEMA_NOT_FOUND: [2, 1301, false],
  COLUMN_NOT_FOUND: [2, 1006, false],
  SYNTAX_ERROR: [2, 1006, false],
  FUNCTION_NOT_FOUND: [2, 1006, false],
  TYPE_MISMATCH: [2, 1006, false],
  NOT_SUPPORTED: [2, 1200, false],
  QUERY_QUEUE_FULL: [1, 1404, true],
  NO_NODES_AVAILABLE: [1, 200, true],
};

const byType = {
  USER_ERROR: [2, 1000, false],
  EXTERNAL: [1, 200, false],
  INSUFFICIENT_RESOURCES: [1, 0, false],
  INTERNAL_ERROR: [1, 200, false],
} as const;

/**
 * Classifies a failure as Athena does. Anything but an engine failure is Athena's own, category 1.
 *
 * @example
 * toAthenaError(new EngineFailure('COLUMN_NOT_FOUND', 'USER_ERROR', "Column 'x' cannot be resolved")).ErrorCategory; // 2
 */
export function toAthenaError(failure: unknown): AthenaErrorFacts {
  const message = failure instanceof Error ? failure.message : String(failure);
  if (!(failure instanceof EngineFailure))
    return { ErrorCategory: 1, ErrorType: 100, Retryable: false, ErrorMessage: message };
  const known = Object.hasOwn(byName, failure.errorName) ? byName[failure.errorName] : undefined;
  const [category, type, retryable] = known ?? byType[failure.errorType];
  return { ErrorCategory: category, ErrorType: type, Retryable: retryable || failure.transient, ErrorMessage: message };
}
