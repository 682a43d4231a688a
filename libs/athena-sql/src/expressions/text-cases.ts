import { expressionBuilder, sql } from 'kysely';
import {
  concat,
  jsonNumber,
  jsonText,
  padStart,
  positionOf,
  replaceText,
  splitPart,
  startsWith,
  substring,
  textLength,
  trim,
  trimEnd,
  trimStart,
} from '../portable/text.ts';
import { type ExpressionCase, n, s, t } from './expression-case.ts';

const eb = expressionBuilder<never, never>();

const json = '{"a":{"b":"x"},"n":1.50,"k":3,"t":true,"z":null,"o":{"c":1},"l":[1,"two"],"e":""}';

/** Text, by code points. */
export const textCases: readonly ExpressionCase[] = [
  {
    name: 'concat is NULL for NULL',
    given: { s: ['a', 'a', null], t: ['b', null, 'b'] },
    expression: () => concat(s, t),
    values: ['ab', null, null],
  },
  {
    name: 'concat of three',
    given: { s: ['a'], t: ['b'] },
    expression: () => concat(s, sql.lit("'?"), t),
    values: ["a'?b"],
  },
  {
    name: 'the operator ||',
    given: { s: ['a', null], t: ['b', 'b'] },
    expression: () => eb(s, '||', t),
    values: ['ab', null],
  },
  {
    name: 'substring from',
    given: { s: ['hello', 'h', '', null] },
    expression: () => substring(s, 2),
    values: ['ello', '', '', null],
  },
  {
    name: 'substring with a length',
    given: { s: ['hello', 'héllo', 'h'] },
    expression: () => substring(s, 2, 3),
    values: ['ell', 'éll', ''],
  },
  { name: 'substring of nothing', given: { s: ['hello'] }, expression: () => substring(s, 1, 0), values: [''] },
  {
    name: 'textLength counts characters',
    given: { s: ['hello', 'héllo', '😀a', '', null] },
    expression: () => textLength(s),
    values: [5n, 5n, 2n, 0n, null],
  },
  {
    name: 'lower',
    given: { s: ['AbC', 'ÀÉ', 'ẞ', null] },
    expression: () => eb.fn('lower', [s]),
    values: ['abc', 'àé', 'ß', null],
  },
  {
    name: 'trim takes spaces, not tabs',
    given: { s: ['  a b  ', '\ta ', '', '   '] },
    expression: () => trim(s),
    values: ['a b', '\ta', '', ''],
  },
  { name: 'trimStart', given: { s: ['  a '] }, expression: () => trimStart(s), values: ['a '] },
  { name: 'trimEnd', given: { s: ['  a '] }, expression: () => trimEnd(s), values: ['  a'] },
  {
    name: 'padStart',
    given: { s: ['7', '12345', ''] },
    expression: () => padStart(s, 3, '0'),
    values: ['007', '123', '000'],
  },
  {
    name: 'replaceText',
    given: { s: ['aXbX', 'abc', null] },
    expression: () => replaceText(s, 'X', 'yy'),
    values: ['ayybyy', 'abc', null],
  },
  {
    name: 'positionOf',
    given: { s: ['hello', 'hello', 'hello', ''], t: ['l', 'z', '', 'a'] },
    expression: () => positionOf(s, t),
    values: [3n, 0n, 1n, 0n],
  },
  {
    name: 'startsWith',
    given: { s: ['abc', 'abc', 'abc', null], t: ['ab', '', 'bc', 'a'] },
    expression: () => startsWith(s, t),
    values: [true, true, false, null],
  },
  {
    name: 'splitPart, empty and past the end',
    given: { s: ['a,,b', 'a,x,b', 'a', '', null] },
    expression: () => splitPart(s, ',', 2),
    values: ['', 'x', null, null, null],
  },
  {
    name: 'splitPart, the first',
    given: { s: ['a,b', '', ',b'] },
    expression: () => splitPart(s, ',', 1),
    values: ['a', '', ''],
  },
  {
    name: 'like',
    given: { s: ['abc', 'xbc', null] },
    expression: () => eb(s, 'like', 'a%'),
    values: [true, false, null],
  },
  {
    name: 'like with one character',
    given: { s: ['aé', 'a', 'abc'] },
    expression: () => eb(s, 'like', 'a_'),
    values: [true, false, false],
  },
  { name: 'like minds the case', given: { s: ['ABC'] }, expression: () => eb(s, 'like', 'abc'), values: [false] },
  {
    name: 'a backslash in like is itself',
    given: { s: ['a_c', 'a\\xc'] },
    expression: () => eb(s, 'like', 'a\\_c'),
    values: [false, true],
  },
  { name: 'not like', given: { s: ['abc', 'b'] }, expression: () => eb(s, 'not like', 'a%'), values: [false, true] },
  {
    name: 'a quote, a backslash, a question mark',
    given: { s: ["it's", 'a\\b', 'a?b'] },
    expression: () => eb(s, 'in', ["it's", 'a\\b', 'a?b']),
    values: [true, true, true],
  },
  {
    name: 'jsonText takes texts only',
    given: { s: [json, '{"a":{"b":1}}', '{"a":{"b":{}}}', '{"a":{"b":null}}', '{}', 'nope', null] },
    expression: () => jsonText(s, '$.a.b'),
    values: ['x', null, null, null, null, null, null],
  },
  { name: 'jsonText in a list', given: { s: [json] }, expression: () => jsonText(s, '$.l[1]'), values: ['two'] },
  { name: 'jsonText of an empty text', given: { s: [json] }, expression: () => jsonText(s, '$.e'), values: [''] },
  {
    name: 'jsonNumber takes numbers only',
    given: { s: [json, '{"n":"1.5"}', '{"n":true}', '{"n":-2e3}', '{"n":null}', 'nope'] },
    expression: () => jsonNumber(s, '$.n'),
    values: [1.5, null, null, -2000, null, null],
  },
  { name: 'jsonNumber in a list', given: { s: [json] }, expression: () => jsonNumber(s, '$.l[0]'), values: [1] },
  { name: 'ilike', given: { s: ['a'] }, expression: () => eb(s, 'ilike', 'A'), refused: /lower\(x\)/ },
  {
    name: 'concat of an engine',
    given: { s: ['a'] },
    expression: () => eb.fn('concat', [s, s]),
    refused: /function concat/,
  },
  { name: 'upper', given: { s: ['ß'] }, expression: () => eb.fn('upper', [s]), refused: /lower/ },
  {
    name: 'substring before the first',
    given: { s: ['a'] },
    expression: () => substring(s, 0),
    refused: /starts at 1/,
  },
  {
    name: 'splitPart without a separator',
    given: { s: ['a'] },
    expression: () => splitPart(s, '', 1),
    refused: /separator/,
  },
  {
    name: 'replaceText of nothing',
    given: { s: ['a'] },
    expression: () => replaceText(s, '', 'x'),
    refused: /empty text/,
  },
  { name: 'jsonText with a filter', given: { s: ['{}'] }, expression: () => jsonText(s, '$..a'), refused: /JSON path/ },
  ...['split_part', 'regexp_extract', 'regexp_replace', 'json_extract_scalar', 'substr', 'trim', 'concat_ws'].map(
    (name) => ({
      name: `${name} of an engine`,
      given: { s: ['a'] },
      expression: () => eb.fn(name, [s]),
      refused: new RegExp(`function ${name}`),
    }),
  ),
  {
    name: 'substring longer than 32 bits',
    given: { s: ['a'] },
    expression: () => substring(s, 1, 2 ** 32),
    refused: /0 or more characters/,
  },
  {
    name: 'a value that looks like SQL',
    given: { s: ["'); drop table t; --"], n: [1n] },
    expression: () => eb(s, '=', "'); drop table t; --"),
    values: [true],
  },
  {
    name: 'a number as text',
    given: { n: [12n] },
    expression: () => concat(sql<string>`cast(${n} as varchar)`, sql.lit('!')),
    values: ['12!'],
  },
];
