import assert from 'node:assert/strict';
import { buildRun, lineOf, publishRun, seen } from '../contract-store.ts';
import { syntheticBars } from '../synthetic-source.ts';
import { corrected, correctedHour, first, hourOf, type WarehouseCase } from './contract-case.ts';

/** What a warehouse guarantees of its releases: rollback, tidy, and what readers see meanwhile. */
export const releaseCases: readonly WarehouseCase[] = [
  {
    name: 'rolls back and forward again, and publishes after it',
    async holds(store, warehouse) {
      await assert.rejects(warehouse.rollback(), { name: 'RequestError' });
      await publishRun(store, warehouse, first);
      await assert.rejects(warehouse.rollback(), { name: 'RequestError' });
      const old = await seen(store);
      await publishRun(store, warehouse, corrected);
      const young = await seen(store);
      assert.equal((await warehouse.rollback()).id, 1);
      assert.equal((await warehouse.currentRelease())?.id, 1);
      assert.deepEqual(await seen(store), old);
      await assert.rejects(warehouse.rollback(7), { name: 'RequestError' });
      assert.equal((await warehouse.rollback(2)).id, 2);
      assert.deepEqual(await seen(store), young);
      await warehouse.rollback(1);
      const next = await publishRun(store, warehouse, { ...first, runId: 'r3', from: '2026-05-06', to: '2026-05-06' });
      assert.deepEqual([next.id, next.parentId, next.newestDates], [3, 1, { AAPL: '2026-05-06', MSFT: '2026-05-06' }]);
      assert.deepEqual(
        (await warehouse.releases()).map(({ id }) => id),
        [1, 2, 3],
      );
      const hours = await store.read('hourly_volatility');
      assert.equal(hours.length, 42);
      assert.notEqual(hourOf(hours, 'AAPL', correctedHour)?.['high'], 150);
      await warehouse.rollback(2);
      assert.deepEqual(await seen(store), young);
    },
  },
  {
    name: 'cleans up: keeps the newest releases, the current one and a resumable build, removes orphans',
    async holds(store, warehouse) {
      await publishRun(store, warehouse, first);
      await publishRun(store, warehouse, corrected);
      await publishRun(store, warehouse, { ...first, runId: 'r3', from: '2026-05-06', to: '2026-05-06' });
      const isThere = await store.plantOrphan();
      const resumable = await buildRun(store, warehouse, {
        ...first,
        runId: 'r4',
        from: '2026-05-07',
        to: '2026-05-07',
      });
      const before = await seen(store);
      const plan = await warehouse.tidy({ keepReleases: 2, resumableRunIds: ['r4'], dryRun: true });
      assert.deepEqual(plan.releases, [1]);
      assert.ok(plan.files > 0 && plan.bytes > 0 && (await isThere()));
      assert.deepEqual(await warehouse.tidy({ keepReleases: 2, resumableRunIds: ['r4'] }), plan);
      assert.equal(await isThere(), false);
      assert.deepEqual(
        (await warehouse.releases()).map(({ id }) => id),
        [2, 3],
      );
      await assert.rejects(warehouse.rollback(1), { name: 'RequestError' });
      assert.deepEqual(await seen(store), before);
      assert.deepEqual(await warehouse.tidy({ keepReleases: 2, resumableRunIds: ['r4'] }), {
        releases: [],
        files: 0,
        bytes: 0,
      });
      assert.notEqual(await resumable.publish(), 'stale');
      assert.equal((await store.read('hourly_volatility')).length, 56);
    },
  },
  {
    name: 'readers during publishing and rolling back see old or new, never a mix',
    async holds(store, warehouse) {
      await publishRun(store, warehouse, first);
      const old = await seen(store);
      const shifted = first.tickers ?? ['AAPL', 'MSFT'];
      const changes = shifted.flatMap((ticker) =>
        syntheticBars({ ticker, from: first.from, to: first.to, barMs: 1_800_000 }, store).map((bar) => ({
          ticker,
          t: bar.t,
          h: bar.h + 1,
        })),
      );
      const run = await buildRun(store, warehouse, { ...first, runId: 'r2', corrections: changes });
      const views: string[][] = [];
      const state = { isDone: false };
      const reading = (async () => {
        while (!state.isDone) views.push((await store.read('hourly_volatility')).map(lineOf).sort());
      })();
      await run.publish();
      const young = await seen(store);
      await warehouse.rollback();
      state.isDone = true;
      await reading;
      const states = [old, young].map((state) => state.get('hourly_volatility')?.join('\n') ?? '');
      assert.notEqual(states[0], states[1]);
      assert.deepEqual(
        views.filter((view) => !states.includes(view.join('\n'))),
        [],
      );
    },
  },
];
