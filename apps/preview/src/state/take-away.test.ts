import { expect, test } from 'vitest';
import { linkToPanel, toCsv } from './take-away.ts';

const of = (type: string, ...values: unknown[]): string =>
  toCsv({ sql: '', columns: [{ name: 'a', type }], rows: values.map((value) => [value]) });

test.each([
  { name: 'a number', type: 'number', value: 0.1, line: '0.1' },
  { name: 'a time', type: 'time', value: Date.UTC(2026, 10, 27, 14, 30), line: '2026-11-27T14:30:00.000Z' },
  { name: 'NULL', type: 'number', value: null, line: '' },
  { name: 'a comma and quotes', type: 'string', value: 'a "b", c', line: '"a ""b"", c"' },
  { name: 'a formula', type: 'string', value: '=1+1', line: "'=1+1" },
  { name: 'a negative number', type: 'number', value: -1, line: '-1' },
])('$name is one field', ({ type, value, line }) => expect(of(type, value)).toBe(`a\r\n${line}\r\n`));

test.each([
  ['http://x/#/d/y?from=1&to=2', 'http://x/#/d/y?from=1&to=2&viewPanel=3'],
  ['http://x/#/d/y?viewPanel=1', 'http://x/#/d/y?viewPanel=3'],
  ['http://x/', 'http://x/#/d/?viewPanel=3'],
])('%s leads to panel 3 by %s', (address, link) => expect(linkToPanel(address, 3)).toBe(link));
