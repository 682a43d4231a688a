import { describe, expect, test } from 'vitest';
import { type Failure, failureRules, judgeFailure } from './failure-rules.ts';

interface Case extends Partial<Failure> {
  readonly reason: string;
  readonly kind: string;
  readonly transient: boolean;
}

const cases: readonly Case[] = [
  { reason: 'S3 throttled', category: 1, errorType: 1403, kind: 'throttled', transient: true },
  { reason: 'Glue throttled', category: 1, errorType: 1401, retryable: false, kind: 'throttled', transient: true },
  { reason: 'Rate exceeded', category: null, kind: 'throttled', transient: true },
  { reason: 'HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for partitions/buckets', category: 1, retryable: true, kind: 'too many open partitions', transient: false },
  { reason: 'ICEBERG_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for partitions: 101', category: 2, kind: 'too many open partitions', transient: false },
  { reason: 'Glue table has too many versions', category: 1, errorType: 1402, retryable: true, kind: 'too many table versions', transient: false },
  { reason: 'ICEBERG_COMMIT_ERROR: Failed to commit the transaction during write', category: 1, errorType: 233, kind: 'commit conflict', transient: true },
  { reason: 'ICEBERG_COMMIT_ERROR: conflict', category: 2, errorType: 233, retryable: false, kind: 'commit conflict', transient: true },
  { reason: 'ICEBERG_BAD_DATA: x', category: 1, errorType: 233, retryable: true, kind: 'Iceberg', transient: false },
  { reason: 'ICEBERG_OPTIMIZE_MORE_RUNS_NEEDED', category: 2, errorType: 233, kind: 'more runs needed', transient: true },
  { reason: 'ICEBERG_VACUUM_MORE_RUNS_NEEDED', category: 2, kind: 'more runs needed', transient: true },
  { reason: 'Bytes scanned limit was exceeded', category: 2, kind: 'scan cut-off', transient: false },
  { reason: 'HIVE_PATH_ALREADY_EXISTS: Target directory for table already exists', category: 1, kind: 'existing target', transient: false },
  { reason: 'HIVE_CURSOR_ERROR: Failed to read file at s3://x', category: 1, kind: 'bad data', transient: false },
  { reason: 'Cannot read the file', category: 1, errorType: 1001, kind: 'bad data', transient: false },
  { reason: 'Access Denied (Service: Amazon S3; Status Code: 403)', category: 1, kind: 'permission', transient: false },
  { reason: "TABLE_NOT_FOUND: line 1:15: Table 'a.b.c' does not exist", category: 2, kind: 'missing table or column', transient: false },
  { reason: 'SYNTAX_ERROR: line 1:1', category: 2, kind: 'wrong SQL', transient: false },
  { reason: 'Query timeout', category: 2, errorType: 210, retryable: false, kind: 'timed out', transient: false },
  { reason: 'Query timeout', category: 1, errorType: 210, retryable: true, kind: 'timed out', transient: true },
  { reason: 'Query exhausted resources at this scale factor', category: 1, kind: 'exhausted', transient: true },
  { reason: 'Query exhausted resources at this scale factor', category: 2, retryable: false, kind: 'exhausted', transient: false },
  { reason: 'Insufficient capacity', category: 2, errorType: 1602, retryable: true, kind: 'capacity', transient: true },
  { reason: 'something new', category: 1, kind: 'other', transient: true },
  { reason: 'something new', category: 2, kind: 'other', transient: false },
  { reason: 'something new', category: 2, retryable: true, kind: 'other', transient: true },
  { reason: 'something new', category: 3, retryable: false, kind: 'other', transient: false },
  { reason: 'GENERIC_INTERNAL_ERROR: x', category: null, kind: 'other', transient: true },
  { reason: 'No output location provided', category: null, kind: 'no output place', transient: false },
  { reason: 'it enforces a centralized output location', category: null, kind: 'enforced output place', transient: false },
  { reason: 'Unable to verify/create output bucket x', category: null, kind: 'result bucket missing', transient: false },
  { reason: 'Could not find results', category: null, kind: 'stale result', transient: false },
  { reason: 'Idempotent parameters do not match', category: null, kind: 'other parameters for a known token', transient: false },
  { reason: 'WorkGroup lake is not found.', category: null, kind: 'missing workgroup', transient: false },
];

describe('judgeFailure', () => {
  test.each(cases)('$reason ($category, $errorType, $retryable) is "$kind", transient: $transient', ({ reason, kind, transient, category = null, errorType = null, retryable = null }) => {
    expect(judgeFailure({ reason, category, errorType, retryable })).toMatchObject({ name: kind, transient, next: expect.stringMatching(/\.$/) });
  });

  test('every kind has a case, and a name of its own', () => {
    const names = failureRules.map((rule) => rule.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !cases.some(({ kind }) => kind === name))).toEqual([]);
  });
});
