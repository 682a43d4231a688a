import { describe, expect, it } from 'vitest';
import { parseWhen } from './parse-when.ts';

describe('the time', () => {
  it.each([
    { text: '2026-11-20', at: { tradingDate: '2026-11-20' }, note: null },
    {
      text: '2026-11-20T15:30',
      at: { instantMs: Date.parse('2026-11-20T20:30:00Z') },
      note: '2026-11-20T15:30 is read as New York time: Fri 2026-11-20 15:30 New York (20:30 UTC).',
    },
    {
      text: '2026-07-02 09:30',
      at: { instantMs: Date.parse('2026-07-02T13:30:00Z') },
      note: '2026-07-02 09:30 is read as New York time: Thu 2026-07-02 09:30 New York (13:30 UTC).',
    },
    { text: '2026-11-20T20:30Z', at: { instantMs: Date.parse('2026-11-20T20:30:00Z') }, note: null },
    { text: '2026-11-20T21:30:15.5+01:00', at: { instantMs: Date.parse('2026-11-20T20:30:15.500Z') }, note: null },
  ])('$text is read', ({ text, at, note }) => {
    expect(parseWhen(text)).toEqual({ at, note });
  });

  it.each([
    { text: 'yesterday', words: 'neither a date nor an instant' },
    { text: '2026-02-30', words: 'neither a date nor an instant' },
    { text: '2026-11-20T25:00', words: 'neither a date nor an instant' },
    { text: '2026-11-20T15:30+99:00', words: 'neither a date nor an instant' },
    { text: '2026-03-08T02:30', words: 'does not exist in New York' },
  ])('$text is refused: $words', ({ text, words }) => {
    expect(() => parseWhen(text)).toThrow(words);
  });
});
