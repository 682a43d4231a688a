import { expect, it } from 'vitest';
import { parseDqdl } from '../dqdl/parse-dqdl.ts';
import { lintDqdl } from './lint-dqdl.ts';

it.each([
  { rule: 'RowCount > 1 + 2 * 3', found: ['mixed-operators 1:22'] },
  { rule: 'RowCount > avg(last(7)) + 3 * std(last(7))', found: ['mixed-operators 1:22'] },
  { rule: 'RowCount > 2 * 3 + 1', found: ['mixed-operators 1:22'] },
  { rule: 'RowCount > avg(1 - 6 / 3)', found: ['mixed-operators 1:26'] },
  { rule: 'RowCount > 1 + (2 * 3)', found: [] },
  { rule: 'RowCount > 1 + 2 + 3', found: [] },
  { rule: 'Completeness "a" between 0.9 and 1.0', found: ['between-leaves-ends-out 1:28'] },
  { rule: 'RowCount not between 0 and 10', found: ['between-leaves-ends-out 1:20'] },
  { rule: 'RowCount between 4 and 4', found: ['between-leaves-ends-out 1:20'] },
  { rule: 'RowCount between 5 and 4', found: ['between-leaves-ends-out 1:20'] },
  { rule: 'RowCount between 4 and 6', found: [] },
  { rule: 'ColumnValues "a" > 1 with threshold between 0.5 and 1', found: ['between-leaves-ends-out 1:47'] },
  { rule: 'CustomSql "select 1" with threshold > 3', found: ['threshold-above-one 1:49'] },
  { rule: 'CustomSql "select 1" with threshold > 0.3', found: [] },
  { rule: 'ColumnValues "at" <= "2026-11-27"', found: ['day-against-moments 1:32'] },
  { rule: 'ColumnValues "at" = "2026-11-27"', found: [] },
  { rule: 'ColumnValues "at" > (now() - 3 hours)', found: [] },
  { rule: 'ColumnValues "day" > (now() - 3 hours)', found: ['now-against-days 1:32'] },
  { rule: 'ColumnValues "DAY" <= now()', found: ['now-against-days 1:33'] },
  { rule: 'ColumnValues "day" <= "2026-11-27"', found: [] },
  { rule: '(ColumnValues "a" > 1) OR (ColumnValues "a" = NULL)', found: ['or-null 1:55'] },
  { rule: '(ColumnValues "a" > 1) AND (ColumnValues "a" != NULL)', found: [] },
])('lintDqdl of $rule finds $found', ({ rule, found }) => {
  const findings = lintDqdl(parseDqdl(`Rules = [ ${rule} ]`), [
    { name: 'at', type: 'timestamp' },
    { name: 'day', type: 'date' },
  ]);

  expect(findings.map(({ rule: name, at }) => `${name} ${at.line}:${at.column}`)).toEqual(found);
});
