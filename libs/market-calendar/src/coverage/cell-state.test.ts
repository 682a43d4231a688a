import { describe, expect, it } from 'vitest';
import { type CellFacts, cellState, isGap } from './cell-state.ts';
import { createContinuousCalendar } from '../create-continuous-calendar.ts';
import { createStockCalendar } from '../create-stock-calendar.ts';

const calendar = createStockCalendar();
const minute = 60_000;
const hour = 60 * minute;
const later = '2026-05-30T00:00Z';

const cases: readonly (Omit<CellFacts, 'atMs'> & { name: string; date: string; at: string; state: string })[] = [
  { name: 'a holiday', date: '2026-05-25', bars: 0, barMs: minute, at: later, state: 'closed' },
  { name: 'a holiday with bars', date: '2026-05-25', bars: 5, barMs: minute, at: later, state: 'closed' },
  { name: 'a session to come', date: '2026-05-29', bars: 0, barMs: minute, at: '2026-05-28T12:00Z', state: 'expected' },
  {
    name: 'the first minute, still running',
    date: '2026-05-20',
    bars: 0,
    barMs: minute,
    at: '2026-05-20T13:30:30Z',
    state: 'expected',
  },
  {
    name: 'a running session without a gap',
    date: '2026-05-20',
    bars: 30,
    barMs: minute,
    at: '2026-05-20T14:00Z',
    state: 'expected',
  },
  {
    name: 'a running session with a gap',
    date: '2026-05-20',
    bars: 29,
    barMs: minute,
    at: '2026-05-20T14:00Z',
    state: 'partial',
  },
  {
    name: 'the same gap on a plan that is 15 minutes late',
    date: '2026-05-20',
    bars: 29,
    barMs: minute,
    at: '2026-05-20T14:00Z',
    delayMs: 15 * minute,
    state: 'expected',
  },
  {
    name: 'a running session without bars',
    date: '2026-05-20',
    bars: 0,
    barMs: minute,
    at: '2026-05-20T14:00Z',
    state: 'absent',
  },
  { name: 'every minute', date: '2026-05-20', bars: 390, barMs: minute, at: later, state: 'complete' },
  { name: 'a minute less', date: '2026-05-20', bars: 389, barMs: minute, at: later, state: 'partial' },
  { name: 'no minute', date: '2026-05-20', bars: 0, barMs: minute, at: later, state: 'absent' },
  {
    name: 'every minute of an early close',
    date: '2026-11-27',
    bars: 210,
    barMs: minute,
    at: '2026-11-28T00:00Z',
    state: 'complete',
  },
  {
    name: 'every session hour',
    date: '2026-05-20',
    bars: 7,
    barMs: hour,
    grid: 'session',
    at: later,
    state: 'complete',
  },
  {
    name: 'every session hour but one',
    date: '2026-05-20',
    bars: 6,
    barMs: hour,
    grid: 'session',
    at: later,
    state: 'partial',
  },
  {
    name: 'six session hours before the close',
    date: '2026-05-20',
    bars: 6,
    barMs: hour,
    grid: 'session',
    at: '2026-05-20T19:45Z',
    state: 'expected',
  },
  {
    name: 'before listing',
    date: '2026-05-20',
    bars: 0,
    barMs: minute,
    at: later,
    availableFrom: '2026-05-21',
    state: 'unavailable',
  },
  {
    name: 'the day of listing',
    date: '2026-05-20',
    bars: 0,
    barMs: minute,
    at: later,
    availableFrom: '2026-05-20',
    state: 'absent',
  },
  {
    name: 'after delisting',
    date: '2026-05-20',
    bars: 0,
    barMs: minute,
    at: later,
    availableTo: '2026-05-19',
    state: 'unavailable',
  },
  {
    name: 'the last day before delisting',
    date: '2026-05-20',
    bars: 0,
    barMs: minute,
    at: later,
    availableTo: '2026-05-20',
    state: 'absent',
  },
  {
    name: "some bars from before the plan's history",
    date: '2026-05-20',
    bars: 100,
    barMs: minute,
    at: later,
    availableFrom: '2026-05-21',
    state: 'unavailable',
  },
  {
    name: 'all bars of an older plan',
    date: '2026-05-20',
    bars: 390,
    barMs: minute,
    at: later,
    availableFrom: '2026-05-21',
    state: 'complete',
  },
  {
    name: 'extended hours',
    date: '2026-05-20',
    bars: 800,
    barMs: minute,
    parts: 'extended',
    at: later,
    state: 'partial',
  },
  { name: 'its day bar', date: '2026-05-20', bars: 1, barMs: 24 * hour, at: later, state: 'complete' },
];

describe('cellState', () => {
  it.each(cases)('$name: $state', ({ date, at, state, name: _name, ...facts }) => {
    expect(cellState(calendar.session(date), { ...facts, atMs: Date.parse(at) })).toBe(state);
  });

  it('knows a day of crypto', () => {
    const session = createContinuousCalendar().session('2026-05-24');
    expect(cellState(session, { bars: 1_440, barMs: minute, atMs: Date.parse(later) })).toBe('complete');
    expect(cellState(session, { bars: 720, barMs: minute, atMs: Date.parse('2026-05-24T12:00Z') })).toBe('expected');
  });
});

describe('isGap', () => {
  it('is true of partial and absent alone', () => {
    const states = ['closed', 'expected', 'complete', 'partial', 'absent', 'unavailable'] as const;
    expect(states.filter(isGap)).toEqual(['partial', 'absent']);
  });
});
