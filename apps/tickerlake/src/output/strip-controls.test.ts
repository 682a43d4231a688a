import { expect, it } from 'vitest';
import { toJsonText } from './json.ts';
import { stripControls } from './strip-controls.ts';

it.each([
  { name: 'colours', text: '\u001b[31mred\u001b[0m', clean: 'red' },
  { name: 'a window title', text: 'a\u001b]0;title\u0007b', clean: 'ab' },
  { name: 'a line that overwrites itself', text: 'bad\rgood', clean: 'badgood' },
  { name: 'backspaces', text: 'a\b\bb', clean: 'ab' },
  { name: 'an eight-bit escape', text: '\u009b2Jx', clean: 'x' },
  { name: 'reversed text', text: 'a\u202eb\u2066c', clean: 'abc' },
  { name: 'line breaks and tabs, which stay', text: 'a\n\tb\n', clean: 'a\n\tb\n' },
  { name: 'letters of every script, which stay', text: 'Zürich 東京 €', clean: 'Zürich 東京 €' },
])('takes away $name', ({ text, clean }) => {
  expect(stripControls(text)).toBe(clean);
  expect(JSON.parse(stripControls(toJsonText({ text })))).toEqual({ text });
});
