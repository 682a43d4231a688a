import { describe, expect, it } from 'vitest';
import { findExamples } from './find-examples.ts';

const docstring = (...lines: readonly string[]): string => `/**\n${lines.map((line) => ` * ${line}\n`).join('')} */`;
const names = new Set(['half', 'asText']);

describe('findExamples', () => {
  it.each([
    { name: 'a call and its value', lines: ['@example', 'half(2); // 1'], found: ['half(2) is 1'] },
    {
      name: 'several lines',
      lines: ['@example', 'half(2); // 1', "asText(half(4)); // '2'"],
      found: ['half(2) is 1', "asText(half(4)) is '2'"],
    },
    {
      name: 'an object, with a bound name',
      lines: ['@example', 'half(((two) => two)(2)); // { a: [1] }'],
      found: ['half(((two) => two)(2)) is { a: [1] }'],
    },
    { name: 'no text outside an example', lines: ['half(2); // 1'], found: [] },
    { name: 'no text after the next tag', lines: ['@example', '@throws half(2); // 1', 'half(2); // 1'], found: [] },
    { name: 'no example with names from elsewhere', lines: ['@example', 'half(config); // 1'], found: [] },
    { name: 'no value in prose', lines: ['@example', 'half(2); // about one'], found: [] },
    { name: 'no statement', lines: ['@example', 'const one = half(2); // 1'], found: [] },
    { name: 'no function that is handed to others', lines: ['@example', '(two) => half(two); // 1'], found: [] },
  ])('finds $name', ({ lines, found }) => {
    expect(
      findExamples(docstring(...lines), names).map(({ expression, expected }) => `${expression} is ${expected}`),
    ).toEqual(found);
  });
});
