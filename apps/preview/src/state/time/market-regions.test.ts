import { expect, it, test } from 'vitest';
import { timeRegions } from './market-regions.ts';

const marketHours = { cronExpr: '30 9 * * 1-5', duration: '6h30m', timezone: 'America/New_York' };
const between = (from: string, to: string) =>
  timeRegions(marketHours, Date.parse(from), Date.parse(to)).map(({ fromMs, toMs }) => [
    new Date(fromMs).toISOString(),
    new Date(toMs).toISOString(),
  ]);

test.each([
  {
    name: 'summer',
    from: '2026-05-29T00:00Z',
    to: '2026-05-30T00:00Z',
    regions: [['2026-05-29T13:30:00.000Z', '2026-05-29T20:00:00.000Z']],
  },
  {
    name: 'winter',
    from: '2026-01-05T00:00Z',
    to: '2026-01-06T00:00Z',
    regions: [['2026-01-05T14:30:00.000Z', '2026-01-05T21:00:00.000Z']],
  },
  { name: 'a week-end', from: '2026-05-30T04:00Z', to: '2026-06-01T04:00Z', regions: [] },
  {
    name: 'a part of the day',
    from: '2026-05-29T19:00Z',
    to: '2026-05-29T19:30Z',
    regions: [['2026-05-29T13:30:00.000Z', '2026-05-29T20:00:00.000Z']],
  },
])('shades $name', ({ from, to, regions }) => {
  expect(between(from, to)).toEqual(regions);
});

it('has none over decades, and refuses another form', () => {
  expect(between('2000-01-01T00:00Z', '2026-01-01T00:00Z')).toEqual([]);
  expect(() => timeRegions({ ...marketHours, cronExpr: '*/5 * * * *' }, 0, 1)).toThrow('not previewed');
});
