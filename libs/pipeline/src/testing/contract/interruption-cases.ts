import assert from 'node:assert/strict';
import { buildRun, type ContractRun, landRun, publishRun, seen, stageRun } from '../contract-store.ts';
import {
  corrected,
  correctedHour,
  correctedStart,
  expectedBars,
  first,
  hourOf,
  valuesOf,
  type WarehouseCase,
} from './contract-case.ts';

/** What a warehouse guarantees when runs fail, are killed or overlap. */
export const interruptionCases: readonly WarehouseCase[] = [
  {
    name: 'of two builds on one release the second is stale, and built again it loses nothing of the first',
    async holds(store, warehouse) {
      await publishRun(store, warehouse, { ...first, to: '2026-05-04' });
      const other = await store.open();
      const aapl: ContractRun = { runId: 'r2', from: '2026-05-05', to: '2026-05-05', tickers: ['AAPL'] };
      const msft: ContractRun = { ...aapl, runId: 'r3', tickers: ['MSFT'] };
      const one = await buildRun(store, warehouse, aapl);
      const two = await buildRun(store, other.warehouse, msft);
      assert.notEqual(await one.publish(), 'stale');
      assert.equal(await two.publish(), 'stale');
      assert.equal((await store.read('hourly_volatility')).length, 21);
      await publishRun(store, other.warehouse, msft);
      assert.equal((await store.read('hourly_volatility')).length, 28);
      assert.deepEqual((await warehouse.currentRelease())?.newestDates, { AAPL: '2026-05-05', MSFT: '2026-05-05' });
      await other.close();
    },
  },
  {
    name: 'a failed build leaves readers and the next run alone',
    async holds(store, warehouse) {
      await publishRun(store, warehouse, first);
      const before = await seen(store);
      const [receipt] = await landRun(store, { ...first, runId: 'r2', from: '2026-05-06', to: '2026-05-06' });
      const file = receipt?.files[0]?.path ?? '';
      await assert.rejects(
        warehouse.stage({ runId: 'r2', months: ['2026-05'], landedFiles: [file.replace('r2', 'r9')], landedRows: 13 }),
      );
      assert.deepEqual(await seen(store), before);
      await publishRun(store, warehouse, corrected);
      assert.equal(hourOf(await store.read('hourly_volatility'), 'AAPL', correctedHour)?.['high'], 150);
    },
  },
  {
    name: 'a run that ended between any two calls and is run again gives the same tables',
    async holds(store, warehouse) {
      await publishRun(store, warehouse, first);
      for (const calls of [1, 2, 3]) {
        const run: ContractRun = {
          runId: `r${calls + 1}`,
          from: '2026-05-05',
          to: `2026-05-0${calls + 5}`,
          corrections: [{ ticker: 'MSFT', t: correctedStart + 86_400_000, h: 150 + calls }],
        };
        const killed = await store.open();
        const [build] = await stageRun(store, killed.warehouse, run);
        assert.ok(build !== undefined);
        if (calls > 1) {
          const whole = await buildRun(store, killed.warehouse, run);
          if (calls > 2) await whole.publish();
        }
        await killed.close();
        const again = await store.open();
        const release = await publishRun(store, again.warehouse, run);
        await again.warehouse.tidy({ keepReleases: 9 });
        await again.close();
        assert.deepEqual([release.id, release.runId], [calls + 1, run.runId]);
      }
      assert.deepEqual(
        valuesOf(await store.read('bars')),
        expectedBars(store, {
          ...first,
          to: '2026-05-08',
          corrections: [{ ticker: 'MSFT', t: correctedStart + 86_400_000, h: 153 }],
        }),
      );
    },
  },
];
