/** Trino's error type: whose fault a failure is. */
export type EngineErrorType = 'USER_ERROR' | 'INTERNAL_ERROR' | 'INSUFFICIENT_RESOURCES' | 'EXTERNAL';

/**
 * A statement that the engine refused or could not finish. The message is what Athena would show: `TABLE_NOT_FOUND: line 1:15: ...`.
 *
 * @example
 * throw new EngineFailure('NOT_SUPPORTED', 'USER_ERROR', 'Modifying Hive table rows is not supported');
 */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';
  readonly errorName: string;
  readonly errorType: EngineErrorType;
  readonly transient: boolean;

  constructor(
    errorName: string,
    errorType: EngineErrorType,
    reason: string,
    options: { readonly transient?: boolean; readonly cause?: unknown } = {},
  ) {
    super(`${errorName}: ${reason}`, { cause: options.cause });
    this.errorName = errorName;
    this.errorType = errorType;
    this.transient = options.transient ?? false;
  }
}
