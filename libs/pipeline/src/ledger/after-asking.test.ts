import { describe, expect, test } from 'vitest';
import { createCalendars } from '../ports/calendars.ts';
import { afterAsking, type Asked } from './after-asking.ts';
import type { RememberedGap } from '../values/remembered-gap.ts';
import { makeGap } from './testing/make-gap.ts';

const calendars = createCalendars();
const [friday, monday, tuesday] = ['2026-05-15', '2026-05-18', '2026-05-19'];

const asked = (facts: Partial<Asked> = {}): Asked => ({
  runId: 'r2',
  at: new Date('2026-05-30T12:00:00Z'),
  barMs: 60_000,
  calendars,
  chunks: [{ ticker: 'AAPL', from: friday, to: tuesday }],
  rows: { AAPL: { [friday]: 390, [tuesday]: 390 } },
  bars: {},
  refused: [],
  absences: [],
  gaps: [],
  ...facts,
});
const gap = (facts: Partial<RememberedGap> = {}): RememberedGap =>
  makeGap({ askedAt: '2026-05-30T12:00:00.000Z', runId: 'r2', ...facts });
const before = gap({ runId: 'r1', askedAt: '2026-05-20T12:00:00.000Z' });
const everything = { AAPL: { [friday]: 390, [monday]: 390, [tuesday]: 390 } };
const suspicious = { ticker: 'AAPL', tradingDate: monday, state: 'suspicious', asked: 1 } as const;

describe('what is remembered after a run has asked', () => {
  test.each([
    { name: 'a session without bars', known: [], facts: {}, next: [gap()] },
    { name: 'a session without bars, again', known: [before], facts: {}, next: [gap({ asked: 2 })] },
    {
      name: 'nothing new when a session is asked for before its next ask',
      known: [{ ...before, askedAt: '2026-05-30T11:00:00.000Z' }],
      facts: {},
      next: [{ ...before, askedAt: '2026-05-30T11:00:00.000Z' }],
    },
    { name: 'once, although recorded twice', known: [gap()], facts: {}, next: [gap()] },
    { name: 'nothing when its bars came', known: [before], facts: { rows: everything }, next: [] },
    { name: 'nothing when its bars were there before', known: [], facts: { bars: everything }, next: [] },
    {
      name: 'why it is empty',
      known: [],
      facts: { absences: [{ ticker: 'AAPL', from: monday, to: monday, reason: 'halted' as const }] },
      next: [gap({ reason: 'halted' })],
    },
    {
      name: 'nothing of a date on which the ticker is not a member',
      known: [before],
      facts: { absences: [{ ticker: 'AAPL', from: monday, to: monday, reason: 'not-a-member' as const }] },
      next: [],
    },
    {
      name: 'that the source refuses the ticker, one span for the weekend between',
      known: [],
      facts: { rows: {}, refused: ['AAPL'] },
      next: [gap({ from: friday, to: tuesday, reason: 'refused' })],
    },
    {
      name: 'that missing minutes were asked for again',
      known: [],
      facts: { rows: everything, gaps: [suspicious] },
      next: [gap({ reason: 'missing-minutes', asked: 2 })],
    },
    {
      name: 'that a session was asked for after its extended hours ended',
      known: [],
      facts: { rows: everything, bars: everything, gaps: [{ ...suspicious, state: 'absent' as const, asked: 0 }] },
      next: [gap({ reason: 'unfinished' })],
    },
    {
      name: 'the latest ask for an unfinished session, even before its next ask',
      known: [gap({ reason: 'unfinished', runId: 'r1', askedAt: '2026-05-30T11:00:00.000Z' })],
      facts: { rows: everything, bars: everything, gaps: [{ ...suspicious, state: 'absent' as const, asked: 0 }] },
      next: [gap({ reason: 'unfinished' })],
    },
    {
      name: 'what was not asked for, and bars of another length',
      known: [gap({ ticker: 'MSFT', runId: 'r1' }), gap({ barMs: 3_600_000, runId: 'r1' })],
      facts: { rows: everything },
      next: [gap({ barMs: 3_600_000, runId: 'r1' }), gap({ ticker: 'MSFT', runId: 'r1' })],
    },
  ])('$name', ({ known, facts, next }) => {
    expect(afterAsking(known, asked(facts))).toEqual(next);
  });
});
