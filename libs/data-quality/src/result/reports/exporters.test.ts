import { describe, expect, it } from 'vitest';
import { ruleResult, qualityResult } from '../../testing/quality-results.ts';
import { escapeMarkup } from './escape-markup.ts';
import { toGlue } from './to-glue.ts';
import { toHtml } from './to-html.ts';
import { toJson } from './to-json.ts';
import { toJUnit } from './to-junit.ts';
import { toMarkdown } from './to-markdown.ts';
import { toText } from './to-text.ts';

const failed = ruleResult({
  name: 'Rule_2',
  dqdl: 'ColumnValues "note" = "<b> & \\"c\\""',
  status: 'fail',
  observed: 0.5,
  observedText: '1 of 2 rows (0.5)',
  expected: 'every row with note = "<b>"',
  rows: { total: 2, passed: 1, failed: 1, excluded: 0 },
  sample: [
    {
      note: "<script>alert('x')</script>",
      count: 9_007_199_254_740_993n,
      at: new Date('2026-05-29T19:30:00Z'),
      none: null,
    },
  ],
  message: '1 row of 2 does not meet the condition.',
});
const result = qualityResult([
  ruleResult({}),
  failed,
  ruleResult({
    name: 'Rule_3',
    dqdl: 'RowCount > 9',
    status: 'warn',
    severity: 'warn',
    message: 'Value: 2.0 does not meet the constraint requirement!',
  }),
  ruleResult({ name: 'Rule_4', dqdl: 'Entropy "a" > 1', status: 'error', message: 'There is no column "a".' }),
  ruleResult({
    name: 'Rule_5',
    dqdl: 'RowCount > last()',
    status: 'not_evaluated',
    message: 'There is no history of RowCount yet.',
    onNoHistory: 'warn',
    past: [5, 4, 6].map((value) => ({ at: new Date('2026-05-28T21:00:00Z'), value })),
  }),
]);

it('toText gives a summary, and of every rule the observed value', () => {
  expect(toText(result))
    .toBe(`hourly at 2026-05-29T21:00:00.000Z (the clock of this machine): 1 of 5 rules passed, 1 warned, 1 failed, 1 in error, 1 not evaluated, score 0.250
PASS RowCount > 0 (hourly.dqdl:2:5)
  observed 2 rows, expected > 0
FAIL ColumnValues "note" = "<b> & \\"c\\"" (hourly.dqdl:2:5)
  observed 1 of 2 rows (0.5), expected every row with note = "<b>"
  1 row of 2 does not meet the condition.
  row: note=<script>alert('x')</script>, count=9007199254740993, at=2026-05-29T19:30:00.000Z, none=NULL
  next: Look at the rows that failed, then correct the data or the rule at hourly.dqdl:2:5.
WARN RowCount > 9 (hourly.dqdl:2:5)
  observed 2 rows, expected > 0
  Value: 2.0 does not meet the constraint requirement!
  next: Compare with the run before, then correct the data or the rule at hourly.dqdl:2:5.
ERROR Entropy "a" > 1 (hourly.dqdl:2:5)
  observed 2 rows, expected > 0
  There is no column "a".
  next: Correct what the message names, or the rule at hourly.dqdl:2:5.
NOT EVALUATED RowCount > last() (hourly.dqdl:2:5)
  observed 2 rows, expected > 0
  There is no history of RowCount yet.
  next: Nothing yet: each run with this rule adds a value, and the rule is evaluated once there are enough.
MEASURED RowCount
  METRIC Dataset.*.RowCount = 2
`);
});

it("toJson has AWS's RuleResults, and loses nothing", () => {
  const document: unknown = JSON.parse(toJson([result]));

  expect(document).toMatchObject({
    summary: { rules: 5, passed: 1, warned: 1, failed: 1, errors: 1, notEvaluated: 1, score: 0.25 },
    results: [
      {
        clock: 'the clock of this machine',
        Score: 0.25,
        CompletedOn: '2026-05-29T21:00:00.000Z',
        RulesetName: 'hourly.dqdl',
        RuleResults: [
          {
            Name: 'Rule_1',
            Description: 'RowCount > 0',
            EvaluatedMetrics: { 'Dataset.*.RowCount': 2 },
            EvaluatedRule: 'RowCount > 0',
            Result: 'PASS',
            Labels: {},
          },
          {
            Name: 'Rule_2',
            Result: 'FAIL',
            EvaluationMessage: '1 row of 2 does not meet the condition.',
            sample: [{ count: '9007199254740993', at: '2026-05-29T19:30:00.000Z', none: null }],
            at: { file: 'hourly.dqdl', line: 2, column: 5 },
          },
          { Result: 'FAIL', status: 'warn', severity: 'warn' },
          { Result: 'ERROR' },
          { Result: 'NOT_EVALUATED', status: 'not_evaluated' },
        ],
        AnalyzerResults: [
          {
            Name: 'Analyzer_1',
            Description: 'RowCount',
            EvaluatedMetrics: { 'Dataset.*.RowCount': 2 },
            status: 'measured',
          },
        ],
      },
    ],
  });
});

it('toJson writes NaN and the infinities as text, and of no evaluated rule no score', () => {
  const odd = ruleResult({
    status: 'not_evaluated',
    observed: Number.NaN,
    metrics: { a: Number.POSITIVE_INFINITY },
    sample: [{ x: Number.NEGATIVE_INFINITY }],
  });
  const document: unknown = JSON.parse(toJson([qualityResult([odd], { score: null })]));

  expect(document).toMatchObject({
    summary: { score: null },
    results: [
      {
        Score: null,
        RuleResults: [{ observed: 'NaN', EvaluatedMetrics: { a: 'Infinity' }, sample: [{ x: '-Infinity' }] }],
      },
    ],
  });
});

describe('toJUnit', () => {
  const xml = toJUnit([result, qualityResult([ruleResult({})], { dataset: 'daily & more' })]);

  it('counts per suite and over all', () => {
    expect(xml).toContain('<testsuites tests="6" failures="1" errors="1" skipped="1">');
    expect(xml).toContain(
      '<testsuite name="hourly" timestamp="2026-05-29T21:00:00.000Z" tests="5" failures="1" errors="1" skipped="1">',
    );
    expect(xml).toContain('<testsuite name="daily &amp; more"');
  });

  it('has an element of the right kind for every status', () => {
    expect(xml.match(/<testcase /g)).toHaveLength(6);
    expect(xml).toContain('<failure message="1 row of 2 does not meet the condition.">');
    expect(xml).toContain('<error message="There is no column &quot;a&quot;.">');
    expect(xml).toContain('<skipped message="There is no history of RowCount yet."/>');
    expect(xml.match(/<system-out>/g)).toHaveLength(3);
  });

  it('opens and closes every element, and escapes what is inside', () => {
    const open: string[] = [];
    for (const [, closing, name = '', selfClosing] of xml.matchAll(/<(\/?)([a-z-]+)(?:\s[^<>]*?)?(\/?)>/g)) {
      if (closing === '/') expect(open.pop()).toBe(name);
      else if (selfClosing !== '/') open.push(name);
    }
    expect(open).toEqual([]);
    expect(xml).not.toContain('<script>');
  });
});

describe('toHtml', () => {
  const html = toHtml([result]);

  it('is one page that loads nothing', () => {
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).not.toMatch(/<script|<link|<img|src=|href=|url\(|@import/);
  });

  it('shows every rule with observed and expected value, and the rows that failed', () => {
    expect(html.match(/<span class="status /g)).toHaveLength(6);
    expect(html).toContain('<td>1 of 2 rows (0.5)</td><td>every row with note = &quot;&lt;b&gt;&quot;</td>');
    expect(html).toContain('<td>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</td><td>9007199254740993</td>');
  });
});

it.each([
  { name: 'markup', text: `<a href='x'>"&"</a>`, escaped: '&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;' },
  { name: 'other scripts as they are', text: 'Größe 日本 👍', escaped: 'Größe 日本 👍' },
  {
    name: 'characters that XML does not know as U+FFFD',
    text: 'a\u0000b\u001bc\uFFFEd\uD800e',
    escaped: 'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe',
  },
])('escapeMarkup writes $name', ({ text, escaped }) => {
  expect(escapeMarkup(text)).toBe(escaped);
});

it('toGlue has the fields of Glue and no others, and calls nothing passed that was not evaluated', () => {
  const { Results } = JSON.parse(toGlue([result])) as { Results: Record<string, unknown>[] };

  expect(Results[0]).toMatchObject({
    Score: 0.2,
    RulesetName: 'hourly.dqdl',
    EvaluationContext: 'hourly',
    RuleResults: ['PASS', 'FAIL', 'FAIL', 'ERROR', 'ERROR'].map((Result) => ({ Result })),
    AnalyzerResults: [{ Name: 'Analyzer_1', EvaluatedMetrics: { 'Dataset.*.RowCount': 2 } }],
  });
  const allowed = ['Name', 'Description', 'EvaluationMessage', 'Result', 'EvaluatedMetrics', 'EvaluatedRule', 'Labels'];
  const rules = Results[0]?.['RuleResults'] as object[];
  expect(rules.flatMap(Object.keys).filter((key) => !allowed.includes(key))).toEqual([]);
});

it('toMarkdown names of every open rule its table, what was observed and expected, and what to do', () => {
  const text = toMarkdown([result]);

  expect(text).toContain('1 of 5 rules passed, 1 warned, 1 failed, 1 in error, 1 not evaluated.');
  expect(text).toContain('| not evaluated | hourly | ` RowCount > last() ` | 2 rows | &gt; 0 | Nothing yet: ');
  expect(text.match(/^\| (warn|fail|error|not evaluated) \|/gm)).toHaveLength(4);
});

it('toMarkdown lets no value become markup', () => {
  expect(toMarkdown([result])).not.toContain('<script>');
  const open = ruleResult({ status: 'fail', dqdl: 'A "`|`"', observedText: '@all [x](http://y) | z', message: '' });
  expect(toMarkdown([qualityResult([open])])).toContain(
    '| fail | hourly | `` A "`\\|`" `` | @\u200Ball \\[x\\]\\(http://y\\) \\| z | &gt; 0 | ',
  );
});

it('toHtml plots what earlier runs observed', () => {
  expect(toHtml([result])).toContain('<svg role="img" aria-label="4 values from 2 to 6"');
});
