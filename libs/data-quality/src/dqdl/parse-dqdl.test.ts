import { describe, expect, it } from 'vitest';
import { DqdlSyntaxError } from './dqdl-syntax-error.ts';
import { parseDqdl } from './parse-dqdl.ts';
import { printDqdl, printRule } from './print-dqdl.ts';
import { toReferenceAst } from './reference-ast.ts';

/** The reason with its place, as `line:column reason`. */
function complaintOf(text: string): string {
  try {
    parseDqdl(text, { file: 'rules.dqdl' });
  } catch (error) {
    if (error instanceof DqdlSyntaxError) return `${error.line}:${error.column} ${error.reason}`;
    throw error;
  }
  return 'accepted';
}

describe('parseDqdl rejects, with the place and the reason,', () => {
  it.each([
    {
      name: 'a second Rules section',
      text: 'Rules = [ RowCount > 1 ]\nRules = [ RowCount > 2 ]',
      complaint: '2:1 There is a second Rules section: put everything into one.',
    },
    {
      name: 'text after the last section',
      text: 'Rules = [ RowCount > 1 ] and more',
      complaint: '1:26 Nothing may follow the last section, found and.',
    },
    {
      name: 'a header after the rules',
      text: 'Rules = [ RowCount > 1 ] Metadata = { "Version": "1.0" }',
      complaint:
        '1:26 Metadata is too late here: the order is Metadata, DataSources, constants, DefaultLabels, then Rules and Analyzers.',
    },
    {
      name: 'an empty column name',
      text: 'Rules = [ IsComplete "" ]',
      complaint: '1:22 A parameter of IsComplete is an empty text.',
    },
    {
      name: 'a blank filter',
      text: 'Rules = [ IsComplete "c" where " " ]',
      complaint: '1:32 The filter after where is empty.',
    },
    {
      name: 'a number in quotes',
      text: 'Rules = [ Completeness "a" = "1.0" ]',
      complaint: '1:30 Completeness compares with a number; this is a text.',
    },
    {
      name: 'a parameter too many',
      text: 'Rules = [ (RowCount "id" > 100) ]',
      complaint: '1:21 RowCount takes no parameter, and this is one too many.',
    },
    {
      name: 'a comment of another language',
      text: 'Rules = [\n  // at least one\n  RowCount > 0\n]',
      complaint: '2:3 A comment starts with #, not with //.',
    },
    {
      name: 'an open parenthesis',
      text: 'Rules = [ RowCount > avg(last(10) + 0.1 ]',
      complaint: '1:41 Expected ) to close avg(, found ].',
    },
    {
      name: 'a misspelt rule type',
      text: 'Rules = [ IsComplet "a" ]',
      complaint: '1:11 There is no rule type IsComplet. Did you mean IsComplete?',
    },
    {
      name: 'a rule type in another case',
      text: 'Rules = [ rowcount > 1 ]',
      complaint: '1:11 There is no rule type rowcount. Did you mean RowCount?',
    },
    {
      name: 'a rule type that is nowhere near',
      text: 'Rules = [ Foo > 1 ]',
      complaint: '1:11 There is no rule type Foo.',
    },
    {
      name: 'an open quote',
      text: 'Rules = [\n  IsComplete "a\n]',
      complaint: '2:14 This text has no closing quote: add " where it ends (a quote inside it is written \\").',
    },
    {
      name: 'single quotes',
      text: "Rules = [ IsComplete 'a' ]",
      complaint: '1:22 Texts need double quotes ("), not single quotes.',
    },
    {
      name: 'typographic quotes',
      text: 'Rules = [ IsComplete “a” ]',
      complaint: '1:22 Texts need straight double quotes ("), not typographic ones.',
    },
    {
      name: 'semicolons',
      text: 'Rules = [ RowCount > 1; RowCount > 2 ]',
      complaint: '1:23 Rules are separated by commas, not by semicolons.',
    },
    {
      name: 'another alphabet without quotes',
      text: 'Rules = [ IsComplete größe ]',
      complaint:
        '1:24 Unexpected character "ö". Quote names that contain characters other than letters, digits, _ and .',
    },
    {
      name: 'a missing condition',
      text: 'Rules = [ RowCount ]',
      complaint: '1:20 RowCount needs a condition, for example RowCount ... > 0.9; found ].',
    },
    {
      name: 'a condition of a rule that is true or false',
      text: 'Rules = [ IsComplete "a" > 0.5 ]',
      complaint: '1:26 IsComplete is true or false by itself and takes no condition.',
    },
    {
      name: 'a moved moment without parentheses',
      text: 'Rules = [ ColumnValues "a" > now() - 1 hours ]',
      complaint: '1:30 Put a moved moment into parentheses: (now() - 3 days).',
    },
    {
      name: 'a list of mixed types',
      text: 'Rules = [ ColumnValues "a" in [1, "b"] ]',
      complaint:
        '1:32 ColumnValues compares with a number or a date or time ("2024-05-31", "09:30", "9:30 AM", now(), (now() - 3 days)) or a text; this is a mixture of a number and a text.',
    },
    {
      name: 'an order of texts',
      text: 'Rules = [ ColumnValues "a" > "b" ]',
      complaint: '1:28 Texts have no order: > takes numbers or dates.',
    },
    {
      name: 'scientific notation',
      text: 'Rules = [ RowCount > 1e5 ]',
      complaint: '1:22 1e5 is not a number here: write digits with an optional fraction, as in 12 or 0.5.',
    },
    {
      name: 'an undefined list',
      text: 'Rules = [ ColumnValues "a" in $codes ]',
      complaint: '1:31 The constant codes is not defined: put codes = ["...", "..."] above the rules.',
    },
    {
      name: 'a list where a text is expected',
      text: 'c = ["x"]\nRules = [ CustomSql $c ]',
      complaint: '2:21 The constant c is a list, but a single text is expected here.',
    },
    {
      name: 'a constant in the place of a number',
      text: 'm = "100"\nRules = [ RowCount > $m ]',
      complaint: '2:22 RowCount compares with a number; this is the text of the constant m.',
    },
    {
      name: 'a parameter that is not allowed',
      text: 'Rules = [ RowCount > $rows ]',
      complaint:
        "1:22 A number is expected here, and DQDL's constants are texts. To pass rows when the rules run, parse with allowParameters.",
    },
    {
      name: 'an option given twice',
      text: 'Rules = [ FileMatch "a" "b" with x = "1" with x = "2" ]',
      complaint: '1:47 The option x is given twice.',
    },
    {
      name: 'labels inside and outside of parentheses',
      text: 'Rules = [ (RowCount > 1 labels=["a"="b"]) labels=["a"="c"] ]',
      complaint: '1:43 This rule has labels already, inside the parentheses.',
    },
    {
      name: 'an eleventh label',
      text: `Rules = [ RowCount > 1 labels=[${Array.from({ length: 11 }, (_, index) => `"k${index}"="v"`).join(',')}] ]`,
      complaint: '1:32 A rule has at most 10 labels, default ones included; here are 11.',
    },
    {
      name: 'a label too many, however many follow',
      text: `Rules = [ RowCount > 1 labels=[${Array.from({ length: 50_000 }, (_, index) => `"k${index}"="v"`).join(',')}] ]`,
      complaint: '1:32 A rule has at most 10 labels, default ones included; here are 11.',
    },
    {
      name: '10,000 rules joined',
      text: `Rules = [ ${Array.from({ length: 10_000 }, () => 'RowCount > 1').join(' and ')} ]`,
      complaint: '1:17011 A rule has at most 1000 terms. Split it into several rules.',
    },
    {
      name: '10,000 numbers added',
      text: `Rules = [ RowCount > ${Array.from({ length: 10_000 }, () => '1').join(' + ')} ]`,
      complaint: '1:4022 A rule has at most 1000 terms. Split it into several rules.',
    },
    {
      name: '10,000 arguments',
      text: `Rules = [ RowCount > max(${Array.from({ length: 10_000 }, () => '1').join(',')}) ]`,
      complaint: '1:2024 A rule has at most 1000 terms. Split it into several rules.',
    },
    {
      name: 'a text of 10 MB',
      text: `Rules = [ IsComplete "${'x'.repeat(10_000_000)}" ]`,
      complaint: '1:1 A ruleset has at most 1048576 characters, this text has 10000025. Split it into several files.',
    },
    { name: 'nothing at all', text: '', complaint: '1:1 There are no rules and no analyzers.' },
    { name: 'no rules and no analyzers', text: 'Rules = []', complaint: '1:1 There are no rules and no analyzers.' },
    {
      name: 'a rule that only measures',
      text: 'Rules = [ AllStatistics "id" ]',
      complaint: '1:11 AllStatistics only measures: it belongs in Analyzers = [ ].',
    },
    {
      name: 'an analyzer that is a rule',
      text: 'Analyzers = [ IsComplete "id" ]',
      complaint: '1:15 IsComplete is not an analyzer: it belongs in Rules = [ ].',
    },
    { name: 'a trailing comma', text: 'Rules = [ RowCount > 1, ]', complaint: '1:25 Expected a rule, found ].' },
    {
      name: 'a constant in an expression',
      text: 'm = "100"\nRules = [ RowCount > 2 * $m ]',
      complaint: '2:26 The constant m is a text, but a number is expected here: constants hold no numbers.',
    },
    {
      name: 'text instead of a section',
      text: 'variable > 1',
      complaint: '1:10 Expected = after variable (constants come before the rules: name = "text"), found >.',
    },
    {
      name: 'a number instead of a section',
      text: '42',
      complaint: '1:1 Expected Rules = [ or Analyzers = [, found 42.',
    },
    {
      name: 'bottomless parentheses',
      text: `Rules = [ RowCount > ${'('.repeat(200)}`,
      complaint: '1:123 This is nested more than 100 deep.',
    },
    {
      name: 'a place after a byte order mark and CRLF lines',
      text: '\uFEFFRules = [\r\n\tFoo\r\n]',
      complaint: '2:2 There is no rule type Foo.',
    },
  ])('$name', ({ text, complaint }) => {
    expect(complaintOf(text)).toBe(complaint);
  });

  it('and shows the line with a caret', () => {
    const error = new DqdlSyntaxError('No.', {
      text: 'a\n\tb c\n',
      file: 'x.dqdl',
      position: { offset: 5, line: 2, column: 4 },
    });

    expect(error.message).toBe('x.dqdl:2:4: No.\n2 | \tb c\n  | \t  ^');
    expect(error).toMatchObject({
      name: 'DqdlSyntaxError',
      file: 'x.dqdl',
      line: 2,
      column: 4,
      offset: 5,
      transient: false,
    });
  });

  it('and cuts a long line around the caret', () => {
    const text = `Rules = [ RowCount > 1, ${' '.repeat(300)}Foo ]`;

    expect(() => parseDqdl(text)).toThrow(/Foo \]\n {2}\| +\^$/);
  });
});

describe('parseDqdl accepts what the reference parser loses or rejects:', () => {
  it.each([
    {
      name: 'analyzers before rules',
      text: 'Analyzers = [ RowCount ] Rules = [ RowCount > 1 ]',
      rules: ['RowCount > 1'],
    },
    {
      name: 'CRLF, a byte order mark and a comment at the very end',
      text: '\uFEFFRules = [\r\n  RowCount > 1 # rows\r\n] # end',
      rules: ['RowCount > 1'],
    },
    {
      name: 'dates among other texts',
      text: 'Rules = [ ColumnValues "c" in ["x","2024-01-01"] ]',
      rules: ['ColumnValues "c" in ["x","2024-01-01"]'],
    },
    {
      name: 'a column named like a date',
      text: 'Rules = [ IsComplete "2024-01-01" ]',
      rules: ['IsComplete "2024-01-01"'],
    },
    {
      name: 'a label like a date',
      text: 'Rules = [ IsComplete "c" labels=["since"="2024-01-01"] ]',
      rules: ['IsComplete "c" labels=["since"="2024-01-01"]'],
    },
    {
      name: 'a constant as the only text',
      text: 'x = "a"\nRules = [ ColumnValues "c" = $x ]',
      rules: ['ColumnValues "c" = "a"'],
    },
    {
      name: 'a constant as a date',
      text: 'x = "2024-01-01"\nRules = [ ColumnValues "c" > $x ]',
      rules: ['ColumnValues "c" > "2024-01-01"'],
    },
    {
      name: 'labels behind options',
      text: 'Rules = [ ColumnValues "c" > 1 with threshold > 0.5 labels=["a"="b"] ]',
      rules: ['ColumnValues "c" > 1 with threshold > 0.5 labels=["a"="b"]'],
    },
    { name: 'a bracket too many at the end', text: 'Rules = [ RowCount > 1 ] ]', rules: ['RowCount > 1'] },
    {
      name: 'AND and OR without parentheses, AND first',
      text: 'Rules = [ RowCount > 1 or IsComplete a and IsUnique b ]',
      rules: ['(RowCount > 1) OR ((IsComplete a) AND (IsUnique b))'],
    },
  ])('$name', ({ text, rules }) => {
    expect(parseDqdl(text).rules.map((rule) => printRule(rule, { resolved: true }))).toEqual(rules);
  });
});

it('a text of nearly 1 MB parses, and so does a rule of 1,000 terms', () => {
  const longest = parseDqdl(`Rules = [ IsComplete "${'x'.repeat(1_048_000)}" ]`);
  const widest = parseDqdl(
    `Rules = [ RowCount > ${Array.from({ length: 1_000 }, () => '1').join(' + ')}, ${Array.from({ length: 1_000 }, () => 'RowCount > 1').join(' or ')} ]`,
  );

  expect(longest.rules).toHaveLength(1);
  expect(widest.rules.map((rule) => printRule(rule).length)).toEqual([4_008, 19_992]);
});

it('unknownTypes: keep reads a rule of an unknown type, whatever it has', () => {
  const text =
    'Rules = [ RowCount > 1, SchemaLike "a" "b" between 1 and 2 where "c" labels=["a"="b"] with threshold > 0.5, Fresh "x" < 3 days and RowCount > 1, FileFreshness "s3://x/" < 24 hours, FileMatch "a" = 1 ]';

  expect(parseDqdl(text, { unknownTypes: 'keep' }).rules.map((rule) => printRule(rule))).toEqual([
    'RowCount > 1',
    'SchemaLike "a" "b" between 1 and 2 where "c" with threshold > 0.5 labels=["a"="b"]',
    '(Fresh "x" < 3 days) AND (RowCount > 1)',
    'FileFreshness "s3://x/" < 24 hours',
    'FileMatch "a" = 1',
  ]);
});

describe('parseDqdl reads mixed operators', () => {
  it.each([
    { name: 'with the usual precedence', text: '1 + 2 * 3', compat: undefined, printed: '1 + 2 * 3' },
    { name: 'from left to right as AWS does', text: '1 + 2 * 3', compat: 'aws' as const, printed: '(1 + 2) * 3' },
    { name: 'with the parentheses that were written', text: '(1 + 2) * 3', compat: undefined, printed: '(1 + 2) * 3' },
    { name: 'with equal operators to the left', text: '8 - 4 - 2', compat: undefined, printed: '8 - 4 - 2' },
    {
      name: 'with functions',
      text: 'avg(last(7)) + 3 * std(last(7))',
      compat: 'aws' as const,
      printed: '(avg(last(7)) + 3) * std(last(7))',
    },
  ])('$name', ({ text, compat, printed }) => {
    const ruleset = parseDqdl(`Rules = [ RowCount > ${text} ]`, compat === undefined ? {} : { compat });

    expect(printDqdl(ruleset)).toBe(`Rules = [\n    RowCount > ${printed}\n]\n`);
  });
});

it('allowParameters takes $name in the place of a number, alone or in an expression', () => {
  const ruleset = parseDqdl('Rules = [ DistinctValuesCount "t" >= $tickers, RowCount > 2 * $days ]', {
    allowParameters: true,
  });

  expect(printDqdl(ruleset)).toBe('Rules = [\n    DistinctValuesCount "t" >= $tickers,\n    RowCount > 2 * $days\n]\n');
  expect(toReferenceAst(ruleset)).toMatchObject({
    rules: [{ condition: { operands: [{ kind: 'parameter', name: 'tickers' }] } }, {}],
  });
});
