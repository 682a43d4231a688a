import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutPositions } from '../testing/without-positions.ts';
import { parseDqdl } from './parse-dqdl.ts';
import { printDqdl } from './print-dqdl.ts';

const quoted = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => `"${text.replace(/\p{Cc}/gu, 'x').replace(/(["\\])/g, '\\$1')}"`);
const name = quoted.filter((text) => text.slice(1, -1).trim() !== '');
const label = fc.tuple(name, name).map(([key, value]) => `labels=[${key} = ${value}]`);
const digits = fc.oneof(
  fc.nat().map(String),
  fc.tuple(fc.nat(999), fc.nat(999)).map(([whole, part]) => `${whole}.${part}`),
);
const number: fc.Arbitrary<string> = fc.letrec<{ number: string }>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small' },
    digits,
    digits.map((text) => `-${text}`),
    fc.tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('number')).map((parts) => parts.join(' ')),
    tie('number').map((text) => `(${text})`),
    fc
      .tuple(fc.constantFrom('avg', 'last', 'index', 'anything'), fc.array(tie('number'), { maxLength: 3 }))
      .map(([fn, args]) => `${fn}(${args.join(',')})`),
  ),
})).number;

const compared = <T>(operand: fc.Arbitrary<T>) =>
  fc.oneof(
    fc.tuple(fc.constantFrom('=', '!=', '>', '>=', '<', '<='), operand).map((parts) => parts.join(' ')),
    fc
      .tuple(fc.constantFrom('', 'not '), operand, operand)
      .map(([not, low, high]) => `${not}between ${low} and ${high}`),
    fc
      .tuple(fc.constantFrom('', 'not '), fc.array(operand, { minLength: 1, maxLength: 4 }))
      .map(([not, list]) => `${not}in [${list.join(', ')}]`),
  );
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => `"${date.toISOString().slice(0, 10)}"`);
const moment = fc.oneof(
  day,
  fc.constantFrom('now()', '(now() - 3 days)', '"09:30"', '"9:30 PM"', '(now() + 90 minutes)'),
);
const duration = fc.tuple(fc.nat(99), fc.constantFrom('days', 'hours', 'minutes')).map((parts) => parts.join(' '));
const text = fc.oneof(quoted, fc.constantFrom('NULL', 'EMPTY', 'WHITESPACES_ONLY', '"plain"'));
const textCondition = fc.oneof(
  fc.tuple(fc.constantFrom('=', '!='), text).map((parts) => parts.join(' ')),
  fc.array(text, { minLength: 1, maxLength: 4 }).map((list) => `in [${list.join(',')}]`),
  quoted.map((pattern) => `not matches ${pattern}`),
);
const where = fc.oneof(
  fc.constant(''),
  quoted.filter((filter) => filter.slice(1, -1).trim() !== '').map((filter) => ` where ${filter}`),
);
const simple = fc.oneof(
  compared(number).map((condition) => `RowCount ${condition}`),
  fc.tuple(name, compared(number), where).map(([column, condition, filter]) => `Mean ${column} ${condition}${filter}`),
  fc
    .tuple(name, fc.oneof(compared(moment), textCondition), where)
    .map(([column, condition, filter]) => `ColumnValues ${column} ${condition}${filter} with threshold > 0.9`),
  fc.tuple(name, compared(duration)).map(([column, condition]) => `DataFreshness ${column} ${condition}`),
  fc.array(name, { minLength: 1, maxLength: 3 }).map((columns) => `IsPrimaryKey of ${columns.join(' and ')}`),
  quoted.map((value) => `FileMatch "a" "b" with tag = ${value} with other = 1`),
);
const labelled = fc.oneof(
  simple,
  fc.tuple(simple, label).map((parts) => parts.join(' ')),
);
const rule: fc.Arbitrary<string> = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small' },
    labelled,
    fc
      .tuple(tie('rule'), fc.constantFrom('AND', 'OR', 'and', 'or'), tie('rule'))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
    fc
      .tuple(simple, fc.constantFrom('AND', 'OR'), simple, label)
      .map(([left, operator, right, labels]) => `(${left} ${operator} ${right}) ${labels}`),
  ),
})).rule;
const ruleset = fc.tuple(
  fc.constantFrom('', 'Metadata = { "Version": "1.0" }\n'),
  quoted.filter((value) => !value.includes('$')),
  fc.array(rule, { minLength: 1, maxLength: 3 }),
  fc.constantFrom('', ' Analyzers = [ RowCount, Mean of c ]'),
);

describe('printDqdl', () => {
  it('prints what parses as the same ruleset, for any ruleset', () => {
    fc.assert(
      fc.property(ruleset, ([metadata, constant, rules, analyzers]) => {
        const source = `${metadata}name = ${constant}\nlist = [${constant}, EMPTY]\nRules = [ CustomSql $name, ColumnValues "c" in $list, ${rules.join(', ')} ]${analyzers}`;
        const parsed = parseDqdl(source);
        const printed = printDqdl(parsed);

        expect(withoutPositions(parseDqdl(printed))).toEqual(withoutPositions(parsed));
        expect(printDqdl(parseDqdl(printed))).toBe(printed);
      }),
      { numRuns: 500 },
    );
  });
});
