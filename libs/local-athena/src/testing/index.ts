export { type Answer, compareAnswers } from './comparison/answer.ts';
export { type AskedDuckDb, openDuckDbToAsk } from './comparison/ask-duckdb.ts';
export { askTrino, askTrinoTogether } from './comparison/ask-trino.ts';
export { isStatement, toStatement } from './comparison/case-group.ts';
export { compareCases } from './comparison/compare-cases.ts';
export { comparisonCases } from './comparison/comparison-cases.ts';
export { printReport, reportFile } from './comparison/print-report.ts';
export { answersFile, printAnswers, readAnswers } from './comparison/recorded-answers.ts';
export { fuzzEngines } from './comparison/fuzz/fuzz-engines.ts';
