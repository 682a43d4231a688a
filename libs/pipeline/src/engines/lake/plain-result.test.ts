import { expect, test } from 'vitest';
import { toPlainResult } from './plain-result.ts';

test.each([
  { instant: '2026-05-29T20:00:00.000Z', shown: '2026-05-29 20:00:00' },
  { instant: '2026-05-29T20:10:00.100Z', shown: '2026-05-29 20:10:00.1' },
  { instant: '2026-05-29T20:10:10.010Z', shown: '2026-05-29 20:10:10.01' },
  { instant: '2026-05-29T20:10:10.123Z', shown: '2026-05-29 20:10:10.123' },
])('a timestamp without a zone is shown as $shown', ({ instant, shown }) => {
  const date = new Date(instant);
  expect(toPlainResult(date, 'TIMESTAMP', false)).toBe(shown);
  expect(toPlainResult(date, 'TIMESTAMP', true)).toBe(instant);
  expect(toPlainResult(date, 'TIMESTAMP WITH TIME ZONE', false)).toBe(instant);
});

test('bytes are hexadecimal, and everything else stays', () => {
  expect(toPlainResult(new Uint8Array([0, 255]), 'VARCHAR', false)).toBe('00ff');
  expect(toPlainResult(7n, 'BIGINT', false)).toBe(7n);
});
