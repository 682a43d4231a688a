import { describe, expect, it } from 'vitest';
import { toFixture } from './to-fixture.ts';

const pom = '<dependency><artifactId>deequ</artifactId>\n<version>2.1.0-spark-3.5</version>\n</dependency>';
const evaluatedAt = new Date('2026-11-30T18:00:00Z');
const cases = { t1: { columns: [['n', 'int64'] as const], rows: [[1], [null]], rules: ['RowCount = 2'] } };
const metrics = { 'Dataset.*.RowCount': 2 };

describe('toFixture', () => {
  for (const { name, verdict, line } of [
    {
      name: 'a verdict',
      verdict: { outcome: 'Passed' as const, reason: null, metrics },
      line: ['RowCount = 2', 'Passed', metrics],
    },
    {
      name: 'a value that does not meet the condition, which the metrics say',
      verdict: { outcome: 'Failed' as const, reason: 'Value: 2.0 does not meet the constraint requirement!', metrics },
      line: ['RowCount = 2', 'Failed', metrics],
    },
    {
      name: 'an exception, without its stack',
      verdict: { outcome: 'EXC' as const, reason: 'AnalysisException: no column\n\tat org.apache', metrics: {} },
      line: ['RowCount = 2', 'EXC', {}, 'AnalysisException: no column'],
    },
  ])
    it(name, () => {
      expect(JSON.parse(toFixture({ cases, verdicts: { t1: [verdict] }, evaluatedAt, pom }))).toEqual({
        evaluatedAt: '2026-11-30T18:00:00.000Z',
        versions: { deequ: '2.1.0-spark-3.5' },
        tables: { t1: { columns: [['n', 'int64']], rows: [[1], [null]], rules: [line] } },
      });
    });

  it('a rule without a verdict is an error', () => {
    expect(() => toFixture({ cases, verdicts: {}, evaluatedAt, pom })).toThrow('no verdict on RowCount = 2 of t1');
  });
});
