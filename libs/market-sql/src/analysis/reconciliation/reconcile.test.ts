import { expect, onTestFinished, test } from 'vitest';
import { minuteBar, type Bar } from '../../stages/testing/minute-bar.ts';
import { openOnDuckDb } from '../testing/open-analysis.ts';
import { type BarTolerance, compareBars, type ReconciledTables } from './compare-bars.ts';
import { findShifts } from './find-shifts.ts';
import { listDifferences } from './list-differences.ts';
import { reconcileSessions } from './reconcile-sessions.ts';

const tolerance: BarTolerance = { price: { share: 0.0001 }, volume: { share: 0.01 } };

/** A session of a stock that moves. */
const session: readonly Bar[] = Array.from({ length: 120 }, (_, minute) => {
  const open = 100 + 5 * Math.sin(minute / 7) + minute / 100;
  return minuteBar(minute, { open, high: open + 0.2, low: open - 0.3, close: open + 0.1, volume: 1_000 + minute });
});
const before = (minutes: number): Bar => minuteBar(-minutes, { session: 'pre', open: 99 });
const shifted = (bars: readonly Bar[], ms: number): Bar[] =>
  bars.map((bar) => ({ ...bar, bar_start: new Date(bar.bar_start.getTime() + ms) }));
const scaled = (bars: readonly Bar[], price: number, volume: number): Bar[] =>
  bars.map((bar) => ({
    ...bar,
    open: bar.open * price,
    high: bar.high * price,
    low: bar.low * price,
    close: bar.close * price,
    volume: (bar.volume ?? 0) * volume,
  }));
const changed = (at: number, values: Partial<Bar>): Bar[] =>
  session.map((bar, index) => (index === at ? { ...bar, ...values } : bar));

async function reconcile(own: readonly Bar[], witness: readonly Bar[], limits = tolerance) {
  const engine = await openOnDuckDb();
  onTestFinished(() => engine.close());
  await engine.load('own_bars', 'bars', own);
  await engine.load('witness_bars', 'bars', witness);
  const db = engine.db.withTables<ReconciledTables>();
  await engine.view('compared_bars', compareBars(db, limits));
  await engine.view('shifted_sessions', findShifts(db));
  const { rows: differences } = await listDifferences(db).execute(db);
  return { sessions: await reconcileSessions(db).execute(), differences };
}

test.each([
  { name: 'the same bars', witness: session, found: { agreement: 1, cause: null, different_bars: 0n } },
  {
    name: 'prices within the tolerance',
    witness: changed(3, { high: (session[3]?.high ?? 0) + 0.005 }),
    found: { agreement: 1, different_bars: 0n, max_price_difference: expect.closeTo(0.005) },
  },
  {
    name: 'one price beyond it',
    witness: changed(3, { high: (session[3]?.high ?? 0) + 0.5 }),
    found: { different_bars: 1n, cause: null, max_price_difference: expect.closeTo(0.5) },
  },
  {
    name: 'a bar that is missing there',
    witness: session.slice(1),
    found: { bars: 120n, witness_bars: 119n, missing_there: 1n, missing_here: 0n, cause: null },
  },
  {
    name: 'a bar that is missing here',
    own: session.slice(0, -1),
    witness: session,
    found: { missing_there: 0n, missing_here: 1n, cause: null },
  },
  {
    name: 'the end of the bar',
    witness: shifted(session, 60_000),
    found: { cause: 'bar-stamp', time_shift_ms: 60_000n },
  },
  {
    name: 'New York time taken for UTC',
    witness: shifted(session, -4 * 3_600_000),
    found: { cause: 'time-zone', time_shift_ms: -4n * 3_600_000n, missing_there: 120n },
  },
  {
    name: 'another zone and the end of the bar',
    witness: shifted(session, 5 * 3_600_000 + 60_000),
    found: { cause: 'time-zone', time_shift_ms: 18_060_000n },
  },
  {
    name: 'prices and volumes after a split of 4 to 1',
    witness: scaled(session, 0.25, 4),
    found: { cause: 'split-adjustment', price_factor: expect.closeTo(4), different_bars: 120n, time_shift_ms: null },
  },
  {
    name: 'prices in another unit',
    witness: scaled(session, 100, 1),
    found: { cause: 'price-factor', price_factor: expect.closeTo(0.01) },
  },
  {
    name: 'regular hours only, there',
    own: [before(5), before(4), ...session],
    witness: session,
    found: { cause: 'regular-hours-only', missing_there: 2n },
  },
  {
    name: 'regular hours only, here',
    witness: [before(5), ...session],
    found: { cause: 'regular-hours-only', missing_here: 1n },
  },
  {
    name: 'volumes of one exchange instead of all, each another share',
    witness: session.map((bar, at) => ({ ...bar, volume: at + 1 })),
    found: { cause: null, different_bars: 120n, max_price_difference: 0 },
  },
  {
    name: 'prices that never move, at other times',
    own: session.slice(0, 20).map((bar) => ({ ...bar, open: 1, high: 1, low: 1, close: 1 })),
    witness: session.slice(15, 35).map((bar) => ({ ...bar, open: 1, high: 1, low: 1, close: 1 })),
    found: { missing_here: 15n, missing_there: 15n, cause: null },
  },
])('a session against $name', async ({ own = session, witness, found }) => {
  const { sessions } = await reconcile(own, witness);
  expect(sessions).toHaveLength(1);
  expect(sessions[0]).toMatchObject(found);
});

test('a tolerance is of the values or of the unit', async () => {
  const witness = changed(3, { high: (session[3]?.high ?? 0) + 0.5, volume: 1_008 });
  const count = async (limits: BarTolerance): Promise<unknown[]> =>
    (await reconcile(session, witness, limits)).differences.map(({ field }) => field);
  expect(await count({ price: { absolute: 0.4 }, volume: { absolute: 4 } })).toEqual(['high', 'volume']);
  expect(await count({ price: { absolute: 0.6 }, volume: { absolute: 4 } })).toEqual(['volume']);
  expect(await count({ price: { share: 0.01 }, volume: { share: 0.01 } })).toEqual([]);
});

test('differences are listed by field, with what each side has', async () => {
  const own = [minuteBar(0, { open: 2 }), minuteBar(1), minuteBar(2, { volume: null })];
  const witness = [minuteBar(0, { volume: 4 }), minuteBar(2), minuteBar(3, { close: 7 })];
  const { differences } = await reconcile(own, witness);
  expect(
    differences
      .map(({ kind, field, value, witness_value, difference, relative_difference, bar_start }) => [
        bar_start.getUTCMinutes(),
        kind,
        field,
        value,
        witness_value,
        difference,
        relative_difference,
      ])
      .sort(),
  ).toEqual([
    [30, 'different', 'open', 2, 1, 1, 1],
    [30, 'different', 'volume', 5, 4, 1, 0.25],
    [31, 'missing-there', 'close', 1, null, null, null],
    [33, 'missing-here', 'close', null, 7, null, null],
  ]);
});
