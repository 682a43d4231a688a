import { expect, test } from 'vitest';
import { athenaDollarsPerTerabyte, toQueryStatistics } from './query-statistics.ts';

const mebibyte = 2 ** 20;

test.each([
  { name: 'a small query pays for 10 MB', state: 'SUCCEEDED', type: 'DML', scanned: 1, megabytes: 10 },
  { name: 'a query that read nothing too', state: 'SUCCEEDED', type: 'DML', scanned: 0, megabytes: 10 },
  { name: 'exactly 10 MB', state: 'SUCCEEDED', type: 'DML', scanned: 10 * mebibyte, megabytes: 10 },
  { name: 'a begun megabyte is a whole one', state: 'SUCCEEDED', type: 'DML', scanned: 10 * mebibyte + 1, megabytes: 11 },
  { name: 'a terabyte', state: 'SUCCEEDED', type: 'DML', scanned: 2 ** 40, megabytes: 2 ** 20 },
  { name: 'DDL is free', state: 'SUCCEEDED', type: 'DDL', scanned: 0, megabytes: 0 },
  { name: 'EXPLAIN and SHOW are free', state: 'SUCCEEDED', type: 'UTILITY', scanned: 5, megabytes: 0 },
  { name: 'a failed query is free', state: 'FAILED', type: 'DML', scanned: 2 ** 40, megabytes: 0 },
  { name: 'a cancelled query pays for what it read', state: 'CANCELLED', type: 'DML', scanned: 20 * mebibyte, megabytes: 20 },
  { name: 'a query that was cancelled before it read is free', state: 'CANCELLED', type: 'DML', scanned: 0, megabytes: 0 },
  { name: 'a reused result is free', state: 'SUCCEEDED', type: 'DML', scanned: 2 ** 40, isReused: true, megabytes: 0 },
])('$name', ({ state, type, scanned, isReused, megabytes }) => {
  const statistics = { DataScannedInBytes: scanned, ...(isReused === undefined ? {} : { ResultReuseInformation: { ReusedPreviousResult: isReused } }) };
  const { bytesBilled, bytesScanned, dollars } = toQueryStatistics({ StatementType: type, Status: { State: state }, Statistics: statistics }, athenaDollarsPerTerabyte);
  expect({ bytesScanned, bytesBilled, dollars }).toEqual({ bytesScanned: scanned, bytesBilled: megabytes * mebibyte, dollars: (megabytes / 2 ** 20) * 5 });
});

test('times are in plain words, and missing ones 0', () => {
  const Statistics = { QueryQueueTimeInMillis: 1, QueryPlanningTimeInMillis: 2, EngineExecutionTimeInMillis: 3, ServicePreProcessingTimeInMillis: 4, ServiceProcessingTimeInMillis: 5, TotalExecutionTimeInMillis: 15, DataManifestLocation: 's3://r/m.csv' };
  expect(toQueryStatistics({ QueryExecutionId: 'q', Statistics }, 5)).toMatchObject({ queryId: 'q', queueMs: 1, planningMs: 2, engineMs: 3, serviceMs: 9, totalMs: 15, manifestLocation: 's3://r/m.csv', isReused: false });
  expect(toQueryStatistics({}, 5)).toMatchObject({ queryId: '', statementType: null, queueMs: 0, totalMs: 0, manifestLocation: null });
});
