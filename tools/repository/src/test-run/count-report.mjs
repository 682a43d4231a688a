/**
 * How a test run, or a part of one, went.
 *
 * @typedef {object} TestCount
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} sentences What went wrong, for people: the end of a long log must be enough to know where to look.
 *
 * The parts of Vitest's JSON report that are counted.
 *
 * @typedef {object} VitestReport
 * @property {boolean} success
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} [numTodoTests]
 * @property {TestFile[]} testResults
 *
 * @typedef {{ name: string, status: string, assertionResults: FinishedTest[] }} TestFile
 * @typedef {{ status: string, fullName?: string, failureMessages?: string[] }} FinishedTest
 */

const MOST_NAMED_TESTS = 20;

/**
 * Counts the report of one run. A test file that failed without a failed test (it could not be loaded, a hook threw) counts as one
 * failure; so does a run that calls itself unsuccessful for a reason outside all tests, a run without a test, and a missing report.
 *
 * @example
 * countReport('all', report); // { passed: 120, failed: 0, skipped: 0, sentences: [] }
 *
 * @param {string} run The name of its report.
 * @param {VitestReport | undefined} report
 * @returns {TestCount}
 */
export function countReport(run, report) {
  if (report === undefined) {
    return failure(`${run} left no test report: its tests did not run to the end.`);
  }
  if (report.testResults.length === 0) return failure(`${run} has no test file.`);
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + brokenFiles.length;
  if (!report.success && failed === 0) {
    return failure(`${run}: the run failed outside all tests; its output above says why.`);
  }
  return {
    passed: report.numPassedTests,
    failed,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    sentences: [
      ...brokenFiles.map((file) => `${run}: ${file.name} failed outside its tests.`),
      ...report.testResults.flatMap((file) => nameFailures(run, file)).slice(0, MOST_NAMED_TESTS),
    ],
  };
}

/**
 * The failed tests of a file, each with the first line of its message.
 *
 * @param {string} run
 * @param {TestFile} file
 */
function nameFailures(run, file) {
  return file.assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => {
      const [message = ''] = (failureMessages?.[0] ?? '').split('\n');
      return `${run}: failed in ${file.name}: ${fullName ?? 'a test'}: ${message.slice(0, 300)}`;
    });
}

/**
 * @param {string} sentence
 * @returns {TestCount}
 */
function failure(sentence) {
  return { passed: 0, failed: 1, skipped: 0, sentences: [sentence] };
}

/**
 * The sum of several counts.
 *
 * @example
 * sumCounts(reports.map(([run, report]) => countReport(run, report)));
 *
 * @param {readonly TestCount[]} counts
 * @returns {TestCount}
 */
export function sumCounts(counts) {
  return counts.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
      sentences: [...sum.sentences, ...one.sentences],
    }),
    { passed: 0, failed: 0, skipped: 0, sentences: [] },
  );
}

/**
 * The count of a whole run, with what the reports cannot know: that the runner failed though no test did, and that no test ran.
 *
 * @example
 * closeCount({ passed: 0, failed: 0, skipped: 0, sentences: [] }, 0).failed; // 1
 *
 * @param {TestCount} count
 * @param {number} exitCode Of the runner.
 * @returns {TestCount}
 */
export function closeCount(count, exitCode) {
  if (count.failed > 0) return count;
  if (exitCode !== 0) {
    return sumCounts([
      count,
      failure(`The runner ended with exit code ${exitCode} though no test failed; its output above says why.`),
    ]);
  }
  return count.passed === 0 ? sumCounts([count, failure('No test ran.')]) : count;
}

/**
 * The closing line of a test run.
 *
 * @example
 * toSummaryLine({ passed: 12, failed: 0, skipped: 1, sentences: [] }); // '12 passed, 0 failed, 1 skipped'
 *
 * @param {TestCount} count
 */
export function toSummaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
