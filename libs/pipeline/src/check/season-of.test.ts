import { createStockCalendar } from '@tickerlake/market-calendar';
import { expect, it } from 'vitest';
import { seasonOf } from './season-of.ts';

const calendar = createStockCalendar();

it.each([
  { at: '2026-11-30T15:00:00Z', season: 'Monday, hour 1' },
  { at: '2026-11-30T20:45:00Z', season: 'Monday, hour 7' },
  { at: '2026-11-30T21:00:00Z', season: 'Monday' },
  { at: '2026-12-01T02:00:00Z', season: 'Monday' },
  { at: '2026-12-01T14:29:00Z', season: 'Monday' },
  { at: '2026-11-27T15:00:00Z', season: 'half day, hour 1' },
  { at: '2026-11-27T18:00:00Z', season: 'half day' },
  { at: '2026-11-29T12:00:00Z', season: 'half day' },
  { at: '2026-11-26T18:00:00Z', season: 'Wednesday' },
  { at: '2026-11-25T22:00:00Z', season: 'Wednesday' },
  { at: '1650-01-03T20:00:00Z', season: 'Monday' },
])('$at: $season', ({ at, season }) => {
  expect(seasonOf(calendar, new Date(at))).toBe(season);
});
