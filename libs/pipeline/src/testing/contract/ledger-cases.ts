import assert from 'node:assert/strict';
import { readPublishedSessions } from '../../ledger/read-published-sessions.ts';
import { publishRun } from '../contract-store.ts';
import type { WarehouseCase } from './contract-case.ts';

const minuteMs = 60_000;
const date = '2026-05-04';
const openMs = Date.parse('2026-05-04T13:30:00Z');
const lost = { ticker: 'AAPL', t: openMs + 100 * minuteMs };
/** So many trades in the minutes around it that it cannot be empty. */
const busy = [-1, 1].map((minute) => ({ ticker: 'AAPL', t: lost.t + minute * minuteMs, n: 60 }));

/** What a warehouse guarantees of what the ledger reads. */
export const ledgerCases: readonly WarehouseCase[] = [
  {
    name: 'tells the ledger which sessions are published, when they were fetched, and which minutes were lost',
    async holds(store, warehouse) {
      const run = { runId: 'r1', from: date, to: '2026-05-05', barMs: minuteMs, corrections: busy, without: [lost] };
      await publishRun(store, warehouse, run);
      const range = { from: date, to: date, barMs: minuteMs };
      const read = async (barMs: number) =>
        (await readPublishedSessions(await store.tables(), { ...range, barMs }, store.calendars))
          .map(({ fetchedAt, ...session }) => ({ ...session, isFetched: fetchedAt < store.clock.now() }))
          .sort((a, b) => (a.ticker < b.ticker ? -1 : 1));
      const session = { tradingDate: date, isCorrected: false, isFetched: true };
      assert.deepEqual(await read(minuteMs), [
        { ...session, ticker: 'AAPL', bars: 389, missingMinutes: 1 },
        { ...session, ticker: 'MSFT', bars: 390, missingMinutes: 0 },
      ]);
      assert.deepEqual(await read(60 * minuteMs), []);
    },
  },
];
