import { expect, it } from 'vitest';
import { sizeText } from './size-text.ts';

it.each([
  { bytes: 0, text: '0 bytes' },
  { bytes: 1, text: '1 byte' },
  { bytes: 1_023, text: '1023 bytes' },
  { bytes: 1_024, text: '1.0 KB' },
  { bytes: 8_955, text: '8.7 KB' },
  { bytes: 1_024 ** 2 - 1, text: '1.0 MB' },
  { bytes: 500 * 1_024 ** 2, text: '500.0 MB' },
  { bytes: 5 * 1_024 ** 5, text: '5120.0 TB' },
])('$bytes bytes are $text', ({ bytes, text }) => {
  expect(sizeText(bytes)).toBe(text);
});
