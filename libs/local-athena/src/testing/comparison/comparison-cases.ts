import { aggregateCases } from './cases/aggregate-cases.ts';
import { castCases } from './cases/cast-cases.ts';
import { listCases } from './cases/list-cases.ts';
import { numberCases } from './cases/number-cases.ts';
import { operatorCases } from './cases/operator-cases.ts';
import { syntaxCases } from './cases/syntax-cases.ts';
import { textCases } from './cases/text-cases.ts';
import { timeCases } from './cases/time-cases.ts';
import { timeTextCases } from './cases/time-text-cases.ts';
import type { CaseGroup } from './case-group.ts';

/** What is compared with Trino, by chapter of the report. */
export const comparisonCases: readonly { readonly chapter: string; readonly groups: readonly CaseGroup[] }[] = [
  { chapter: 'Operators and conditions', groups: operatorCases },
  { chapter: 'Casts and literals', groups: castCases },
  { chapter: 'Numbers', groups: numberCases },
  { chapter: 'Texts, bytes and JSON', groups: textCases },
  { chapter: 'Dates and times', groups: [...timeCases, ...timeTextCases] },
  { chapter: 'Arrays, maps and rows', groups: listCases },
  { chapter: 'Aggregates and windows', groups: aggregateCases },
  { chapter: 'Queries', groups: syntaxCases },
];
