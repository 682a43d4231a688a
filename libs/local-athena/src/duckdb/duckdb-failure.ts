import { EngineFailure, type EngineErrorType } from '../engine/engine-failure.ts';

/** DuckDB's message and Trino's error name for the same failure. */
const kinds: readonly [pattern: RegExp, name: string, type: EngineErrorType][] = [
  [/^Catalog Error: (Table|View) with name/, 'TABLE_NOT_FOUND', 'USER_ERROR'],
  [/^Catalog Error: .*Function/, 'FUNCTION_NOT_FOUND', 'USER_ERROR'],
  [/^(Binder|Catalog) Error: .*(schema|catalog|Schema|Catalog) .*does not exist/, 'SCHEMA_NOT_FOUND', 'USER_ERROR'],
  [/^Binder Error: Referenced (column|table)/, 'COLUMN_NOT_FOUND', 'USER_ERROR'],
  [/^Binder Error: .*GROUP BY/, 'EXPRESSION_NOT_AGGREGATE', 'USER_ERROR'],
  [/^Binder Error: (Cannot compare|No function matches|Could not choose)/, 'TYPE_MISMATCH', 'USER_ERROR'],
  [/^Parser Error/, 'SYNTAX_ERROR', 'USER_ERROR'],
  [/^(Conversion Error: .*out of range|Out of Range Error)/, 'NUMERIC_VALUE_OUT_OF_RANGE', 'USER_ERROR'],
  [/^Conversion Error/, 'INVALID_CAST_ARGUMENT', 'USER_ERROR'],
  [/^(Binder|Catalog|Invalid Input|Out of Range|Not implemented) Error/, 'GENERIC_USER_ERROR', 'USER_ERROR'],
  [/^Permission Error/, 'PERMISSION_DENIED', 'USER_ERROR'],
  [/^Out of Memory Error/, 'EXCEEDED_GLOBAL_MEMORY_LIMIT', 'INSUFFICIENT_RESOURCES'],
  [/^IO Error/, 'HIVE_CANNOT_OPEN_SPLIT', 'EXTERNAL'],
];

/**
 * A failure of DuckDB with Trino's error name, followed by DuckDB's message. Those of our own macros have Trino's message.
 *
 * @example
 * toDuckDbFailure(new Error('Parser Error: syntax error at or near "FORM"')).errorName; // 'SYNTAX_ERROR'
 */
export function toDuckDbFailure(cause: unknown): EngineFailure {
  const text = (cause instanceof Error ? cause.message : String(cause)).replace(/^Failed to extract statements: /, '');
  const ours = /^Invalid Input Error: ([A-Z_]+): ([^]*)/.exec(text);
  if (ours?.[1] !== undefined) return new EngineFailure(ours[1], 'USER_ERROR', ours[2] ?? '', { cause });
  const [, name, type] = kinds.find(([pattern]) => pattern.test(text)) ?? [
    null,
    'GENERIC_INTERNAL_ERROR',
    'INTERNAL_ERROR' as const,
  ];
  return new EngineFailure(name, type, text.replace(/^[A-Za-z ]+ Error: /, ''), { cause });
}
