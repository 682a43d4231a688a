/**
 * Counts the reports of several finished test runs together: `node sum.mjs test-results/node-20/all.json test-results/engines.json`. The
 * other steps of a CI run that failed are given as `--failed-steps=2` and count as failures too; so does `--exit-code=1` of a runner whose
 * report has no failed test.
 */
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { closeCount, sumCounts, toSummaryLine } from './count-report.mjs';
import { countReports } from './reports-folder.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'failed-steps': { type: 'string', default: '0' }, 'exit-code': { type: 'string', default: '0' } },
});
const steps = { passed: 0, failed: Number(values['failed-steps']), skipped: 0, sentences: [] };
const reports = positionals.map((path) => countReports(dirname(path), [basename(path, '.json')]));
const count = closeCount(sumCounts([steps, ...reports]), Number(values['exit-code']));
for (const sentence of count.sentences) console.log(sentence);
console.log(toSummaryLine(count));
process.exitCode = count.failed > 0 ? 1 : 0;
