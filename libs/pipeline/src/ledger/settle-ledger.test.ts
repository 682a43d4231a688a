import { describe, expect, test } from 'vitest';
import { createCalendars } from '../ports/calendars.ts';
import type { LedgerState } from '../values/ledger.ts';
import { nextAsk } from '../values/remembered-gap.ts';
import { type LedgerFacts, type PublishedSession, settleLedger } from './settle-ledger.ts';
import { makeGap as gap } from './testing/make-gap.ts';
import { wantedSessions } from './wanted-sessions.ts';

const calendars = createCalendars();
const [monday, tuesday] = ['2026-05-18', '2026-05-19'];
const now = new Date('2026-05-30T12:00:00Z');

const there = (tradingDate: string, facts: Partial<PublishedSession> = {}): PublishedSession => ({
  ticker: 'AAPL',
  tradingDate,
  bars: 390,
  fetchedAt: new Date('2026-05-25T12:00:00Z'),
  missingMinutes: 0,
  isCorrected: false,
  ...facts,
});
const settle = (facts: Partial<LedgerFacts> = {}) =>
  settleLedger({
    tickers: ['AAPL'],
    from: monday,
    to: monday,
    barMs: 60_000,
    calendars,
    absences: [],
    published: [],
    remembered: [],
    now,
    ...facts,
  });

const halted = [{ ticker: 'AAPL', from: monday, to: monday, reason: 'halted' as const }];
const afterHours = { fetchedAt: new Date('2026-05-18T21:00:00Z') };

const cases: readonly {
  name: string;
  facts: Partial<LedgerFacts>;
  state: LedgerState;
  isWanted: boolean;
}[] = [
  { name: 'nothing is known', facts: {}, state: 'absent', isWanted: true },
  { name: 'it is published', facts: { published: [there(monday)] }, state: 'fetched', isWanted: false },
  {
    name: 'a correction changed it',
    facts: { published: [there(monday, { isCorrected: true })] },
    state: 'corrected',
    isWanted: false,
  },
  {
    name: 'it was fetched before its extended hours ended',
    facts: { published: [there(monday, afterHours)] },
    state: 'absent',
    isWanted: true,
  },
  {
    name: 'it was asked for again after they ended, and nothing new came',
    facts: { published: [there(monday, afterHours)], remembered: [gap({ reason: 'unfinished' })] },
    state: 'fetched',
    isWanted: false,
  },
  {
    name: 'minutes are missing, and it was fetched days ago',
    facts: { published: [there(monday, { missingMinutes: 2 })] },
    state: 'suspicious',
    isWanted: true,
  },
  {
    name: 'minutes are missing, and it was just fetched',
    facts: { published: [there(monday, { missingMinutes: 2, fetchedAt: new Date('2026-05-30T11:00:00Z') })] },
    state: 'suspicious',
    isWanted: false,
  },
  {
    name: 'minutes are missing, and it was asked for twice',
    facts: {
      published: [there(monday, { missingMinutes: 2 })],
      remembered: [gap({ reason: 'missing-minutes', asked: 2 })],
    },
    state: 'suspicious',
    isWanted: false,
  },
  { name: 'no bars came, a day ago', facts: { remembered: [gap()] }, state: 'absent', isWanted: true },
  {
    name: 'no bars came twice, a day ago',
    facts: { remembered: [gap({ asked: 2 })] },
    state: 'absent',
    isWanted: false,
  },
  {
    name: 'no bars of another length came',
    facts: { remembered: [gap({ barMs: 3_600_000, asked: 2 })] },
    state: 'absent',
    isWanted: true,
  },
  {
    name: 'the plan refuses it, since a day',
    facts: { remembered: [gap({ reason: 'refused' })] },
    state: 'out-of-plan',
    isWanted: true,
  },
  {
    name: 'the plan refuses it, since an hour',
    facts: { remembered: [gap({ reason: 'refused', askedAt: '2026-05-30T11:00:00Z' })] },
    state: 'out-of-plan',
    isWanted: false,
  },
  {
    name: 'nobody traded',
    facts: { remembered: [gap({ reason: 'no-trades' })] },
    state: 'confirmed-empty',
    isWanted: false,
  },
  { name: 'nothing is expected', facts: { absences: halted }, state: 'confirmed-empty', isWanted: false },
  {
    name: 'nothing is expected, and it is published',
    facts: { absences: halted, published: [there(monday)] },
    state: 'fetched',
    isWanted: false,
  },
];

describe('a session of the ledger', () => {
  test.each(cases)('is $state when $name', ({ facts, state, isWanted }) => {
    const ledger = settle(facts);
    expect(Object.entries(ledger.counts).filter(([, count]) => count > 0)).toEqual([[state, 1]]);
    expect(wantedSessions(ledger, 0)('AAPL', monday)).toBe(isWanted);
  });

  test('dates without a session are closed', () => {
    const { counts } = settle({ from: '2026-05-22', to: '2026-05-26' });
    expect(counts).toMatchObject({ absent: 2, closed: 3 });
  });

  test('an earlier confirmation is an absence, a span for sessions that follow each other', () => {
    const remembered = [gap({ reason: 'delisted', to: '2026-05-26' })];
    expect(settle({ to: '2026-05-29', remembered }).absences).toEqual([
      { ticker: 'AAPL', from: monday, to: '2026-05-26', reason: 'delisted' },
    ]);
  });

  test('the newest published sessions are asked for again, where wanted', () => {
    const ledger = settle({ to: '2026-05-20', published: [there(monday), there(tuesday), there('2026-05-20')] });
    const isWanted = wantedSessions(ledger, 2);
    expect([monday, tuesday, '2026-05-20'].map((date) => isWanted('AAPL', date))).toEqual([false, true, true]);
  });

  test('a run that asks for the newest sessions again waits for no next ask', () => {
    const ledger = settle({ remembered: [gap({ askedAt: '2026-05-30T11:00:00Z' })] });
    expect([0, 3].map((reread) => wantedSessions(ledger, reread)('AAPL', monday))).toEqual([false, true]);
  });
});

test.each([
  { asked: 1, days: 1 },
  { asked: 2, days: 2 },
  { asked: 3, days: 4 },
  { asked: 7, days: 64 },
  { asked: 40, days: 64 },
])('a gap that was asked for $asked times is asked for again after $days days', ({ asked, days }) => {
  const next = nextAsk({ reason: 'no-bars', asked, askedAt: '2026-05-01T00:00:00.000Z' });
  expect(next?.getTime()).toBe(Date.parse('2026-05-01T00:00:00Z') + days * 86_400_000);
});
