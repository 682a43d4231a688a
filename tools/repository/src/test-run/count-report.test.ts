import { describe, expect, it } from 'vitest';
import { closeCount, countReport, sumCounts, toSummaryLine } from './count-report.mjs';

const passingFile = { name: 'a.test.ts', status: 'passed', assertionResults: [{ status: 'passed' }] };
const failingFile = {
  name: 'b.test.ts',
  status: 'failed',
  assertionResults: [
    { status: 'failed', fullName: 'sums adds', failureMessages: ['expected 1 to be 2\n    at b.test.ts:3'] },
  ],
};
const brokenFile = { name: 'c.test.ts', status: 'failed', assertionResults: [] };
const report = { success: true, numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, testResults: [passingFile] };

describe('countReport', () => {
  it.each([
    { name: 'tests that pass', given: report, passed: 5, failed: 0, skipped: 0 },
    {
      name: 'skipped and todo tests',
      given: { ...report, numPendingTests: 2, numTodoTests: 1 },
      passed: 5,
      failed: 0,
      skipped: 3,
    },
    {
      name: 'a failed test, once',
      sentences: ['p: failed in b.test.ts: sums adds: expected 1 to be 2'],
      given: { ...report, success: false, numFailedTests: 1, testResults: [passingFile, failingFile] },
      passed: 5,
      failed: 1,
      skipped: 0,
    },
  ])('counts $name', ({ given, passed, failed, skipped, sentences = [] }) => {
    expect(countReport('p', given)).toEqual({ passed, failed, skipped, sentences });
  });

  it.each([
    {
      name: 'a file that could not be loaded',
      given: { ...report, success: false, testResults: [brokenFile] },
      sentence: 'c.test.ts failed outside',
    },
    {
      name: 'a run that failed outside all tests',
      given: { ...report, success: false },
      sentence: 'failed outside all tests',
    },
    {
      name: 'a run without a test file',
      given: { ...report, success: false, testResults: [] },
      sentence: 'p has no test file',
    },
    { name: 'a report that is missing', given: undefined, sentence: 'p left no test report' },
  ])('counts $name as a failure and says so', ({ given, sentence }) => {
    const count = countReport('p', given);

    expect(count.failed).toBe(1);
    expect(count.sentences.join()).toContain(sentence);
  });
});

describe('closeCount', () => {
  const good = { passed: 3, failed: 0, skipped: 0, sentences: [] };

  it.each([
    { name: 'leaves a good run as it is', given: good, exitCode: 0, failed: 0, sentences: 0 },
    {
      name: 'leaves counted failures as they are',
      given: { ...good, failed: 2 },
      exitCode: 1,
      failed: 2,
      sentences: 0,
    },
    { name: 'counts a runner that failed by itself', given: good, exitCode: 137, failed: 1, sentences: 1 },
    {
      name: 'counts a run without any test',
      given: { ...good, passed: 0, skipped: 4 },
      exitCode: 0,
      failed: 1,
      sentences: 1,
    },
  ])('$name', ({ given, exitCode, failed, sentences }) => {
    const count = closeCount(given, exitCode);

    expect({ failed: count.failed, sentences: count.sentences.length }).toEqual({ failed, sentences });
  });
});

describe('toSummaryLine', () => {
  it.each([
    { count: { passed: 12, failed: 0, skipped: 0, sentences: [] }, line: '12 passed, 0 failed' },
    { count: { passed: 0, failed: 3, skipped: 4, sentences: ['why'] }, line: '0 passed, 3 failed, 4 skipped' },
  ])('writes $line', ({ count, line }) => {
    expect(toSummaryLine(count)).toBe(line);
  });

  it('sums what it is given', () => {
    const one = { passed: 1, failed: 2, skipped: 3, sentences: ['a'] };

    expect(sumCounts([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6, sentences: ['a', 'a'] });
  });
});
