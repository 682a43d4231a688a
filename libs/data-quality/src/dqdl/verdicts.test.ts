import { describe, expect, it } from 'vitest';
import { DqdlSyntaxError } from './dqdl-syntax-error.ts';
import { parseDqdl } from './parse-dqdl.ts';
import { printDqdl } from './print-dqdl.ts';

function verdictOf(text: string): 'valid' | 'invalid' {
  try {
    const ruleset = parseDqdl(text);
    expect(printDqdl(parseDqdl(printDqdl(ruleset)))).toBe(printDqdl(ruleset));
    return 'valid';
  } catch (error) {
    if (error instanceof DqdlSyntaxError) return 'invalid';
    throw error;
  }
}

const rule = (text: string) => `Rules = [ ${text} ]`;
const withConstants = (text: string) => `list = ["a", "b"]\none = "a"\nRules = [ ${text} ]`;

/** What AWS's parser (awslabs/dqdl d360214) makes of texts at the edge of the language, by its grammar and its listener. */
describe('the verdict of AWS on', () => {
  it.each([
    { kind: 'spaces inside of !=', text: rule('RowCount ! = 5'), verdict: 'valid' },
    { kind: 'a line break inside of !=', text: rule('ColumnValues "a" !\n= "x"'), verdict: 'valid' },
    { kind: 'spaces inside of >=', text: rule('RowCount > = 5'), verdict: 'invalid' },
    { kind: 'spaces inside of <=', text: rule('RowCount < = 5'), verdict: 'invalid' },
    { kind: 'a negation without an operator', text: rule('RowCount ! 5'), verdict: 'invalid' },
    { kind: 'a bare column', text: rule('IsComplete col.a_1'), verdict: 'valid' },
    { kind: 'a bare column that is a unit', text: rule('IsComplete days'), verdict: 'invalid' },
    { kind: 'a quoted column that is a unit', text: rule('IsComplete "days"'), verdict: 'valid' },
    { kind: 'a bare column that is a size', text: rule('Mean KB > 5'), verdict: 'invalid' },
    { kind: 'a bare column that is a section', text: rule('Mean Rules > 5'), verdict: 'invalid' },
    { kind: 'a bare column that is a small null', text: rule('Mean null > 5'), verdict: 'invalid' },
    { kind: 'a bare number as a column', text: rule('IsComplete 5'), verdict: 'invalid' },
    { kind: 'a bare word as a text', text: rule('ColumnValues "a" = open'), verdict: 'invalid' },
    { kind: 'bare words in a list', text: rule('ColumnValues "a" in [open, closed]'), verdict: 'invalid' },
    { kind: 'a bare pattern', text: rule('ColumnValues "a" matches abc'), verdict: 'invalid' },
    { kind: 'a bare type', text: rule('ColumnDataType "a" = DATE'), verdict: 'invalid' },
    { kind: 'a bare filter', text: rule('IsComplete "a" where b'), verdict: 'invalid' },
    { kind: 'a bare option', text: rule('FileSize > 1 KB with region = east'), verdict: 'invalid' },
    { kind: 'a bare label', text: rule('IsComplete "a" labels=[team="x"]'), verdict: 'invalid' },
    { kind: 'a bare constant', text: `one = abc\n${rule('RowCount > 0')}`, verdict: 'invalid' },
    { kind: 'a constant named by a keyword', text: `days = "x"\n${rule('RowCount > 0')}`, verdict: 'invalid' },
    { kind: 'a time that does not exist', text: rule('ColumnValues "a" = "99:99"'), verdict: 'invalid' },
    { kind: 'an hour that does not exist', text: rule('FileFreshness > "25:00"'), verdict: 'invalid' },
    { kind: 'a 13th hour of the afternoon', text: rule('ColumnValues "a" > "13:50 PM"'), verdict: 'invalid' },
    { kind: 'midnight at the end of a day', text: rule('FileFreshness > "24:00"'), verdict: 'valid' },
    { kind: 'a time of one digit, which is a text', text: rule('ColumnValues "a" = "9:30"'), verdict: 'valid' },
    { kind: 'a time of one digit in an order', text: rule('ColumnValues "a" > "9:30"'), verdict: 'invalid' },
    { kind: 'a text in the order of dates', text: rule('ColumnValues "a" > "soon"'), verdict: 'invalid' },
    {
      kind: 'a text between dates',
      text: rule('ColumnValues "a" between "2024-01-01" and "soon"'),
      verdict: 'invalid',
    },
    { kind: 'a text as the date of a file', text: rule('FileFreshness = "soon"'), verdict: 'invalid' },
    { kind: 'a day that does not exist', text: rule('ColumnValues "a" > "2024-13-45"'), verdict: 'valid' },
    { kind: 'a date as an age', text: rule('DataFreshness "a" <= "2024-01-01"'), verdict: 'invalid' },
    { kind: 'NULL against a number', text: rule('RowCount = NULL'), verdict: 'valid' },
    { kind: 'NULL in an order', text: rule('ColumnValues "a" > NULL'), verdict: 'valid' },
    { kind: 'NULL as a bound', text: rule('Mean "a" between NULL and 5'), verdict: 'valid' },
    { kind: 'NULL as a bound of dates', text: rule('ColumnValues "a" between NULL and now()'), verdict: 'valid' },
    { kind: 'NULL in a sum', text: rule('Mean "a" > NULL + 1'), verdict: 'valid' },
    { kind: 'NULL in a call', text: rule('Mean "a" > avg(NULL, 1)'), verdict: 'valid' },
    { kind: 'small null', text: rule('ColumnValues "a" != null'), verdict: 'valid' },
    { kind: 'small empty', text: rule('ColumnValues "a" in [empty, whitespaces_only]'), verdict: 'valid' },
    { kind: 'mixed letters of null', text: rule('ColumnValues "a" = Null'), verdict: 'invalid' },
    { kind: 'NULL as a pattern', text: rule('ColumnValues "a" matches NULL'), verdict: 'invalid' },
    { kind: 'NULL as an age', text: rule('DataFreshness "a" = NULL'), verdict: 'invalid' },
    { kind: 'NULL as a size', text: rule('FileSize = NULL'), verdict: 'invalid' },
    { kind: 'NULL as a type', text: rule('ColumnDataType "a" = NULL'), verdict: 'invalid' },
    { kind: 'NULL as the date of a file', text: rule('FileFreshness > NULL'), verdict: 'invalid' },
    { kind: 'Threshold', text: rule('ColumnValues "a" > 1 with Threshold > 0.9'), verdict: 'valid' },
    { kind: 'THRESHOLD', text: rule('ColumnValues "a" > 1 with THRESHOLD > 0.9'), verdict: 'valid' },
    { kind: 'Threshold of a rule without', text: rule('IsComplete "a" with Threshold > 0.9'), verdict: 'invalid' },
    {
      kind: 'two thresholds',
      text: rule('ColumnValues "a" > 1 with threshold > 0 with Threshold > 1'),
      verdict: 'invalid',
    },
    { kind: 'With', text: rule('ColumnValues "a" > 1 With threshold > 0.9'), verdict: 'invalid' },
    {
      kind: 'a threshold in quotes, which is an option',
      text: rule('IsComplete "a" with threshold = "1"'),
      verdict: 'valid',
    },
    { kind: 'a negative option', text: rule('FileSize > 1 with level = -1'), verdict: 'valid' },
    { kind: 'an option in an order', text: rule('FileSize > 1 with level > 1'), verdict: 'invalid' },
    { kind: 'an empty label value', text: rule('IsComplete "a" labels=["k"=""]'), verdict: 'invalid' },
    { kind: 'an empty label key', text: rule('IsComplete "a" labels=[""="v"]'), verdict: 'invalid' },
    { kind: 'an empty default label', text: `DefaultLabels=["k"=""]\n${rule('RowCount > 0')}`, verdict: 'invalid' },
    { kind: 'EMPTY as a label value', text: rule('IsComplete "a" labels=["k"=EMPTY]'), verdict: 'invalid' },
    { kind: 'a blank label value', text: rule('IsComplete "a" labels=["k"=" "]'), verdict: 'valid' },
    { kind: 'an unknown function', text: rule('RowCount > foo(1)'), verdict: 'valid' },
    { kind: 'avg of nothing', text: rule('RowCount > avg()'), verdict: 'valid' },
    { kind: 'a function with an open argument', text: rule('RowCount > foo(1,)'), verdict: 'invalid' },
    { kind: 'a second closing bracket', text: 'Rules = [ RowCount > 1 ]]', verdict: 'valid' },
    {
      kind: 'a second closing bracket, and analyzers',
      text: 'Rules = [ RowCount > 1 ]] Analyzers = [ RowCount ]',
      verdict: 'valid',
    },
    {
      kind: 'a second closing bracket after labels',
      text: 'Rules = [ RowCount > 1 labels=["k"="v"]] ]',
      verdict: 'valid',
    },
    { kind: 'a second closing parenthesis', text: 'Rules = [ (RowCount > 1)) ]', verdict: 'invalid' },
    { kind: 'no closing bracket', text: 'Rules = [ RowCount > 1', verdict: 'invalid' },
    { kind: 'a list constant as a list', text: withConstants('ColumnValues "a" in $list'), verdict: 'valid' },
    { kind: 'a text constant as a list', text: withConstants('ColumnValues "a" not in $one'), verdict: 'valid' },
    { kind: 'a list constant in a list', text: withConstants('ColumnValues "a" in ["c", $list]'), verdict: 'valid' },
    { kind: 'a constant as a pattern', text: withConstants('ColumnValues "a" matches $one'), verdict: 'invalid' },
    { kind: 'a constant as a filter', text: withConstants('IsComplete "a" where $one'), verdict: 'invalid' },
    { kind: 'a constant as a number', text: withConstants('RowCount > $one'), verdict: 'invalid' },
    { kind: 'a constant as a label', text: withConstants('IsComplete "a" labels=["k"=$one]'), verdict: 'invalid' },
    {
      kind: 'a constant as a bound',
      text: withConstants('ColumnValues "a" between $one and $one'),
      verdict: 'invalid',
    },
    { kind: 'an undefined constant', text: withConstants('ColumnValues "a" in $none'), verdict: 'invalid' },
  ])('$kind is $verdict', ({ text, verdict }) => {
    expect(verdictOf(text)).toBe(verdict);
  });
});

it('reads what a second bracket separates, and what a list constant holds', () => {
  const { rules, analyzers } = parseDqdl(
    'c = ["x", NULL]\nRules = [ ColumnValues "a" in [$c, "y"] ]] Analyzers = [ RowCount ]',
  );

  expect(analyzers).toHaveLength(1);
  expect(rules).toMatchObject([{ condition: { operands: [{ value: 'x' }, { value: 'NULL' }, { value: 'y' }] } }]);
});
