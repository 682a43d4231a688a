import { expressionBuilder } from 'kysely';
import { regexpExtract, regexpLike, regexpReplace } from '../portable/text.ts';
import { type ExpressionCase, s } from './expression-case.ts';

const eb = expressionBuilder<never, never>();

/** Regular expressions that RE2 and Joni read the same way. */
export const regexpCases: readonly ExpressionCase[] = [
  {
    name: 'regexpLike finds a part',
    given: { s: ['abc123', 'abc', '', null] },
    expression: () => regexpLike(s, '[0-9]+'),
    values: [true, false, false, null],
  },
  {
    name: 'regexpLike of the whole',
    given: { s: ['AAPL', 'aapl', 'AAPL '] },
    expression: () => regexpLike(s, '^[A-Z]+$'),
    values: [true, false, false],
  },
  {
    name: '$ is the end, not a last line break',
    given: { s: ['a\n', 'a'] },
    expression: () => regexpLike(s, 'a$'),
    values: [false, true],
  },
  {
    name: '. is no line break',
    given: { s: ['a\nb', 'axb'] },
    expression: () => regexpLike(s, 'a.b'),
    values: [false, true],
  },
  {
    name: '. is one character',
    given: { s: ['aé', 'a😀'] },
    expression: () => regexpLike(s, '^..$'),
    values: [true, true],
  },
  {
    name: '\\d and \\w are ASCII',
    given: { s: ['٣', 'é', '3', 'e'] },
    expression: () => regexpLike(s, '^[\\d\\w]$'),
    values: [false, false, true, true],
  },
  {
    name: '\\s and \\b',
    given: { s: ['a b', 'ab'] },
    expression: () => regexpLike(s, 'a\\s\\bb'),
    values: [true, false],
  },
  {
    name: '(?i) in front',
    given: { s: ['ABC', 'xyz'] },
    expression: () => regexpLike(s, '(?i)^abc$'),
    values: [true, false],
  },
  {
    name: 'alternatives and counts',
    given: { s: ['X:BTC', 'C:EUR', 'AAPL'] },
    expression: () => regexpLike(s, '^(X|C):[A-Z]{3}$'),
    values: [true, true, false],
  },
  {
    name: 'a quoted dot',
    given: { s: ['BRK.B', 'BRKXB'] },
    expression: () => regexpLike(s, '^BRK\\.B$'),
    values: [true, false],
  },
  {
    name: 'regexpExtract',
    given: { s: ['abc123', 'abc', null] },
    expression: () => regexpExtract(s, '[0-9]+'),
    values: ['123', null, null],
  },
  {
    name: 'regexpExtract of a group',
    given: { s: ['dt=2026-05-29/x', 'dt='] },
    expression: () => regexpExtract(s, 'dt=([0-9-]+)', 1),
    values: ['2026-05-29', null],
  },
  {
    name: 'regexpExtract of an empty group',
    given: { s: ['a', 'ab'] },
    expression: () => regexpExtract(s, 'a(b?)', 1),
    values: ['', 'b'],
  },
  {
    name: 'regexpExtract takes the first',
    given: { s: ['a1b2'] },
    expression: () => regexpExtract(s, '[0-9]'),
    values: ['1'],
  },
  {
    name: 'regexpReplace takes all',
    given: { s: ['a1b22', 'abc', null] },
    expression: () => regexpReplace(s, '[0-9]+', '#'),
    values: ['a#b#', 'abc', null],
  },
  {
    name: 'regexpReplace with groups',
    given: { s: ['2026-05-29'] },
    expression: () => regexpReplace(s, '([0-9]+)-([0-9]+)-([0-9]+)', '$3.$2.$1'),
    values: ['29.05.2026'],
  },
  {
    name: 'regexpReplace at the beginning',
    given: { s: ['X:BTC', 'AAPL'] },
    expression: () => regexpReplace(s, '^[A-Z]:', ''),
    values: ['BTC', 'AAPL'],
  },
  { name: 'look-ahead', given: { s: ['a'] }, expression: () => regexpLike(s, 'a(?=b)'), refused: /look-ahead/ },
  {
    name: 'a back reference',
    given: { s: ['a'] },
    expression: () => regexpLike(s, '(a)\\1'),
    refused: /back reference/,
  },
  {
    name: 'a possessive quantifier',
    given: { s: ['a'] },
    expression: () => regexpLike(s, 'a*+'),
    refused: /possessive/,
  },
  { name: 'an inner $', given: { s: ['a'] }, expression: () => regexpLike(s, '(a$|b)'), refused: /at the end only/ },
  {
    name: 'no regular expression',
    given: { s: ['a'] },
    expression: () => regexpLike(s, '(a'),
    refused: /not a regular expression/,
  },
  {
    name: 'a replacement of nothing',
    given: { s: ['a'] },
    expression: () => regexpReplace(s, 'a*', 'x'),
    refused: /empty text/,
  },
  {
    name: 'a backslash in the replacement',
    given: { s: ['a'] },
    expression: () => regexpReplace(s, 'a', '\\1'),
    refused: /backslash/,
  },
  { name: 'the operator ~', given: { s: ['a'] }, expression: () => eb(s, '~', 'a'), refused: /operator ~/ },
];
