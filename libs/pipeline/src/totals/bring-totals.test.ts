import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NetworkError } from '@tickerlake/polygon-client';
import { expect, onTestFinished, test } from 'vitest';
import type { SessionTotals } from '../ports/bar-source.ts';
import { bringTotals } from './bring-totals.ts';
import { listTotals } from './list-totals.ts';

const dates = ['2026-05-29', '2026-05-28', '2026-05-27'];
const day = (facts: Partial<SessionTotals> = {}): SessionTotals => ({
  bars: [{ ticker: 'AAPL', o: 1, h: 2, l: 1, c: 2, v: 0 }],
  requestId: 'r',
  fetchedAtMs: 0,
  skipped: [],
  ...facts,
});

test.each([
  { name: 'every session', answers: {}, kept: [...dates].reverse(), calls: 3, says: [], again: 0 },
  {
    name: 'no empty response: the exchange may have been closed',
    answers: { '2026-05-28': day({ bars: [] }) },
    kept: ['2026-05-27', '2026-05-29'],
    calls: 3,
    says: ['no session totals of 2026-05-28'],
    again: 1,
  },
  {
    name: 'what came before a refusal, and continues after it',
    answers: {
      '2026-05-28': new NetworkError({ host: 'h', path: '/x', attempt: 4, transient: true, cause: new Error('reset') }),
    },
    kept: ['2026-05-29'],
    calls: 2,
    says: ['of 2026-05-28 and of 1 more session are not fetched yet'],
    again: 2,
  },
  {
    name: 'all but the last session, which is refused',
    answers: {
      '2026-05-27': new NetworkError({ host: 'h', path: '/x', attempt: 4, transient: true, cause: new Error('reset') }),
    },
    kept: ['2026-05-28', '2026-05-29'],
    calls: 3,
    says: ['the session totals of 2026-05-27 are not fetched yet: run the same command again.'],
    again: 1,
  },
  {
    name: 'a session whose bad rows are named',
    answers: { '2026-05-27': day({ skipped: [{ ticker: 'BAD', message: 'results[3].h: no number' }] }) },
    kept: [...dates].reverse(),
    calls: 3,
    says: ['BAD (results[3].h: no number)'],
    again: 0,
  },
])('keeps $name', async ({ answers, kept, calls, says, again }) => {
  const totals = await mkdtemp(join(tmpdir(), 'tickerlake-totals-'));
  onTestFinished(() => rm(totals, { recursive: true, force: true }));
  const known: Readonly<Record<string, SessionTotals | Error>> = answers;
  const bring = (source: { fetchTotals(date: string): Promise<SessionTotals> }) =>
    bringTotals({ source, paths: { totals }, dates, signal: new AbortController().signal });
  const first = await bring({
    async fetchTotals(date) {
      const answer = known[date] ?? day();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  expect(first).toEqual({ calls, notices: says.map((text) => expect.stringContaining(text)) });
  expect((await listTotals({ totals })).map(({ tradingDate }) => tradingDate)).toEqual(kept);
  expect(await bring({ fetchTotals: async () => day() })).toEqual({ calls: again, notices: [] });
});
