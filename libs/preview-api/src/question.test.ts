import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { aboutPages, pageParts, type Question } from './question.ts';
import { questionKey } from './question-key.ts';
import { questionPath } from './question-path.ts';
import { QuestionError, readQuestion } from './read-question.ts';

const server = 'http://127.0.0.1';
const range = { fromMs: 0, toMs: 86_400_000 };

const ranges = fc.tuple(fc.nat(4e12), fc.nat(1e9)).map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }));
// A name of a variable is a word; a variable without values leaves no trace in a query.
const variables = fc.dictionary(fc.stringMatching(/^[a-z]\w{0,9}$/), fc.array(fc.string(), { minLength: 1 }), {
  noNullPrototype: true,
});
const questions: fc.Arbitrary<Question> = fc.oneof(
  fc.constantFrom<Question>({ kind: 'dashboards' }, { kind: 'summary' }),
  fc.record({ kind: fc.constant('variable'), dashboard: fc.string(), name: fc.string() }),
  fc.record({ kind: fc.constant('annotations'), dashboard: fc.string(), name: fc.string(), range: ranges }),
  fc.record({
    kind: fc.constant('explain'),
    ticker: fc.constantFrom('AAPL', 'BRK.B', 'X:BTCUSD'),
    at: fc.oneof(fc.nat(4e12), fc.constantFrom('2026-05-29', '2026-02-28')),
    column: fc.option(fc.string()),
  }),
  fc.record({ kind: fc.constant('about'), page: fc.constantFrom(...aboutPages) }),
  fc.record({
    kind: fc.constant('page'),
    dashboard: fc.string(),
    part: fc.constantFrom(...pageParts),
    range: ranges,
    variables,
  }),
  fc.record({ kind: fc.constant('panel'), dashboard: fc.string(), panel: fc.nat(1e6), range: ranges, variables }),
);

describe('a question', () => {
  test('is read back from its path', () => {
    fc.assert(
      fc.property(questions, (question) => {
        expect(readQuestion(new URL(questionPath(question), server))).toEqual(question);
      }),
    );
  });

  it.each<{ name: string; path: string; message: string; isMissing: boolean }>([
    { name: 'of no kind', path: '/api/secrets', message: 'There is nothing at /api/secrets.', isMissing: true },
    { name: 'outside the API', path: '/other', message: 'There is nothing at /other.', isMissing: true },
    { name: 'of no page', path: '/api/about?page=toString', message: 'There is no such page.', isMissing: true },
    { name: 'of no part', path: '/api/page?part=x', message: 'There is no such part of the page.', isMissing: true },
    { name: 'of no panel', path: '/api/panel?panel=-1', message: 'There is no such panel.', isMissing: true },
    {
      name: 'of a ticker with a quote',
      path: "/api/explain?at=1&ticker=A'",
      message: 'There is no such ticker.',
      isMissing: true,
    },
    {
      name: 'of an hour without a start',
      path: '/api/explain?ticker=AAPL',
      message: '"at" must be milliseconds since 1970, or a date.',
      isMissing: false,
    },
    {
      name: 'without its range',
      path: '/api/panel?panel=1&to=1',
      message: '"from" must be milliseconds since 1970.',
      isMissing: false,
    },
    {
      name: 'about no time',
      path: '/api/explain?ticker=AAPL&at=noon',
      message: '"at" must be milliseconds since 1970, or a date.',
      isMissing: false,
    },
    {
      name: 'with a range that runs backwards',
      path: '/api/panel?panel=1&from=2&to=1',
      message: 'The range ends before it starts.',
      isMissing: false,
    },
  ])('$name is refused', ({ path, message, isMissing }) => {
    expect(() => readQuestion(new URL(path, server))).toThrow(new QuestionError(message, isMissing));
  });

  it.each<{ question: Question; key: string }>([
    { question: { kind: 'summary' }, key: 'summary' },
    { question: { kind: 'variable', dashboard: 'd', name: 'ticker' }, key: 'variable/d/ticker' },
    { question: { kind: 'annotations', dashboard: 'd', name: 'Splits', range }, key: 'annotations/d/Splits' },
    {
      question: { kind: 'explain', ticker: 'AAPL', at: '2026-05-29', column: null },
      key: 'explain/AAPL/2026-05-29/',
    },
    { question: { kind: 'about', page: 'runs' }, key: 'about/runs' },
    { question: { kind: 'page', dashboard: 'd', part: 'hours', range, variables: {} }, key: 'page/hours/d' },
    { question: { kind: 'panel', dashboard: 'd', panel: 3, range, variables: {} }, key: 'panel/d/3' },
  ])('has the key $key in an exported file', ({ question, key }) => {
    expect(questionKey(question)).toBe(key);
  });
});
