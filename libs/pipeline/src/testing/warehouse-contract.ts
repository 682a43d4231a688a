import assert from 'node:assert/strict';
import { parseDqdl } from '@tickerlake/data-quality';
import { hourlyMeasures } from '@tickerlake/record-schema';
import type { Warehouse } from '../ports/warehouse.ts';
import {
  buildRun,
  type BuiltRun,
  type ContractRun,
  type ContractStore,
  landRun,
  lineOf,
  publishRun,
  type PublishedRow,
  seen,
} from './contract-store.ts';
import { syntheticBars } from './synthetic-source.ts';

/** One thing that every warehouse guarantees, on a fresh store. Throws an AssertionError when it does not. */
export interface WarehouseCase {
  readonly name: string;
  readonly holds: (store: ContractStore, warehouse: Warehouse) => Promise<void>;
}

/** Crosses the edge of two months. */
const twoMonths: ContractRun = { runId: 'r1', from: '2026-04-30', to: '2026-05-01' };
const first: ContractRun = { runId: 'r1', from: '2026-05-04', to: '2026-05-05' };
/** Inside the second regular hour of the first session. */
const correctedStart = Date.parse('2026-05-04T15:00:00Z');
const correctedHour = '2026-05-04T14:30:00.000Z';
const corrected: ContractRun = { ...first, runId: 'r2', corrections: [{ ticker: 'AAPL', t: correctedStart, h: 150 }] };
const hourOf = (rows: readonly PublishedRow[], ticker: string, barStart: string) =>
  rows.find((row) => row['ticker'] === ticker && row['bar_start'] === barStart);

/**
 * What `Warehouse` promises, as cases that every adapter is held against; each takes an empty store.
 *
 * @example
 * test.each(warehouseContract)('$name', async ({ holds }) => { const store = await createStore(); const { warehouse } = await store.open(); await holds(store, warehouse); });
 */
export const warehouseContract: readonly WarehouseCase[] = [
  {
    name: 'shows nothing before the first publish, then everything, checked as readers see it',
    async holds(store, warehouse) {
      assert.equal(await warehouse.currentRelease(), null);
      assert.deepEqual(await warehouse.releases(), []);
      const rules = [
        {
          dataset: 'hourly_volatility',
          ruleset: parseDqdl(
            'Rules = [ RowCount = 28, CustomSql "select sum(bar_count) from hourly_volatility" = 52, DistinctValuesCount "ticker" >= $tickers ]',
            { allowParameters: true },
          ),
        },
        { dataset: 'bars', ruleset: parseDqdl('Rules = [ RowCount = 52, IsUnique "ticker" "bar_ms" "bar_start" ]') },
        {
          dataset: 'sessions',
          ruleset: parseDqdl('Rules = [ CustomSql "select count(*) from sessions where calendar = \'XNYS\'" = 41 ]'),
        },
        {
          dataset: 'coverage',
          ruleset: parseDqdl(
            'Rules = [ RowCount = 4, ColumnValues "coverage" = 1.0, CustomSql "select sum(hours) from coverage" = 28 ]',
          ),
        },
      ];
      const run = await buildRun(store, warehouse, { ...twoMonths, rules });
      assert.deepEqual(
        run.checked.results.flatMap((result) =>
          result.rules.filter((rule) => rule.status !== 'pass').map((rule) => `${rule.dqdl}: ${rule.message}`),
        ),
        [],
      );
      assert.deepEqual(await store.read('hourly_volatility'), []);
      assert.deepEqual(
        run.staged.flatMap((build) => build.months),
        ['2026-04', '2026-05'],
      );
      assert.equal(total(run, 'landedBars'), 52);
      assert.equal(total(run, 'newBars'), 52);
      const release = await run.publish();
      assert.notEqual(release, 'stale');
      assert.deepEqual(release, await warehouse.currentRelease());
      assert.deepEqual(
        { ...(release as object), publishedAt: '' },
        {
          ...(release as object),
          id: 1,
          parentId: null,
          runId: 'r1',
          publishedAt: '',
          newestDates: { AAPL: '2026-05-01', MSFT: '2026-05-01' },
          from: twoMonths.from,
          to: twoMonths.to,
        },
      );
      const hours = await store.read('hourly_volatility');
      assert.equal(hours.length, 28);
      assert.ok(
        hours.every(
          (hour) => hour['run_id'] === 'r1' && hour['hourly_var'] === Number(hour['high']) - Number(hour['low']),
        ),
      );
      assert.deepEqual(valuesOf(await store.read('bars')), expectedBars(store, twoMonths));
      assert.equal((await store.read('sessions')).filter((session) => session['calendar'] === 'XNYS').length, 41);
      assert.deepEqual(
        (await store.read('quality_results')).map((row) => row['status']),
        Array.from({ length: 9 }, () => 'pass'),
      );
    },
  },
  {
    name: 'gives the same release when the same run publishes again, and none for identical content',
    async holds(store, warehouse) {
      const run = await buildRun(store, warehouse, first);
      const release = await run.publish();
      assert.deepEqual(await run.publish(), release);
      const before = await seen(store);
      const same = await buildRun(store, warehouse, { ...first, runId: 'r2' });
      assert.deepEqual(
        same.staged.map((build) => build.isChanged),
        same.staged.map(() => false),
      );
      assert.equal(total(same, 'newBars'), 0);
      assert.deepEqual(await same.publish(), release);
      assert.deepEqual(
        (await warehouse.releases()).map(({ id }) => id),
        [1],
      );
      assert.deepEqual(await seen(store), before);
    },
  },
  {
    name: 'replaces a corrected bar, counts it, and rewrites nothing else',
    async holds(store, warehouse) {
      await publishRun(store, warehouse, first);
      const before = await seen(store);
      const old = hourOf(await store.read('hourly_volatility'), 'AAPL', correctedHour);
      const run = await buildRun(store, warehouse, corrected);
      assert.deepEqual(await seen(store), before);
      const corrections = run.staged.map((build) => build.corrections);
      const change = 150 - Number(old?.['low']) - Number(old?.['hourly_var']);
      assert.deepEqual(
        corrections.map(({ bars, hours, maxChange }) => ({ bars, hours, maxChange })).filter(({ bars }) => bars > 0),
        [{ bars: 1, hours: 1, maxChange: change }],
      );
      assert.deepEqual(
        corrections.flatMap(({ samples }) => samples),
        [
          {
            ticker: 'AAPL',
            barStart: correctedHour,
            oldHourlyVar: old?.['hourly_var'],
            newHourlyVar: 150 - Number(old?.['low']),
          },
        ],
      );
      assert.equal(total(run, 'newBars'), 0);
      await run.publish();
      const hours = await store.read('hourly_volatility');
      const now = hourOf(hours, 'AAPL', correctedHour);
      const measures = Object.fromEntries(hourlyMeasures.map(({ name }) => [name, now?.[name]]));
      assert.deepEqual(now, { ...old, ...measures, high: 150, hourly_var: 150 - Number(old?.['low']), run_id: 'r2' });
      const after = await seen(store);
      assert.deepEqual(differing(before.bars, after.bars), { gone: 1, come: 1 });
      assert.deepEqual(differing(before.hourly_volatility, after.hourly_volatility), { gone: 1, come: 1 });
      assert.deepEqual(after.sessions, before.sessions);
    },
  },
  {
    name: 'deletes hours that the build no longer has: finer bars replace hours of the clock grid',
    async holds(store, warehouse) {
      await publishRun(store, warehouse, { ...first, barMs: 3_600_000 });
      const clock = await store.read('hourly_volatility');
      assert.deepEqual([...new Set(clock.map((hour) => hour['grid']))], ['clock']);
      await publishRun(store, warehouse, { ...first, runId: 'r2', tickers: ['AAPL'] });
      const hours = await store.read('hourly_volatility');
      assert.deepEqual(
        [...new Set(hours.filter((hour) => hour['ticker'] === 'AAPL').map((hour) => hour['grid']))],
        ['session'],
      );
      assert.equal(hours.filter((hour) => hour['ticker'] === 'AAPL').length, 14);
      assert.deepEqual(
        hours
          .filter((hour) => hour['ticker'] === 'MSFT')
          .map(lineOf)
          .sort(),
        clock
          .filter((hour) => hour['ticker'] === 'MSFT')
          .map(lineOf)
          .sort(),
      );
    },
  },
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
    name: 'tidies: the newest releases and the current one stay, orphans go, a resumable build does not',
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
      let isDone = false;
      const reading = (async () => {
        while (!isDone) views.push((await store.read('hourly_volatility')).map(lineOf).sort());
      })();
      await run.publish();
      const young = await seen(store);
      await warehouse.rollback();
      isDone = true;
      await reading;
      const states = [old, young].map((state) => state.hourly_volatility.join('\n'));
      assert.notEqual(states[0], states[1]);
      assert.deepEqual(
        views.filter((view) => !states.includes(view.join('\n'))),
        [],
      );
    },
  },
  {
    name: 'of two builds on one release the second is stale, and built anew it loses nothing of the first',
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
    name: 'holds more months than one build',
    async holds(store, warehouse) {
      const to = new Date(Date.UTC(2017, warehouse.monthsPerBuild + 1, 0)).toISOString().slice(0, 10);
      const run = await buildRun(store, warehouse, {
        runId: 'r1',
        from: '2017-01-03',
        to,
        tickers: ['AAPL'],
        barMs: 86_400_000,
      });
      assert.deepEqual(
        run.staged.map((build) => build.months.length),
        [warehouse.monthsPerBuild, 1],
      );
      assert.notEqual(await run.publish(), 'stale');
      const dates = store.calendars.XNYS.sessions('2017-01-03', to).map((session) => session.tradingDate);
      assert.deepEqual((await store.read('hourly_volatility')).map((row) => row['trading_date']).sort(), dates);
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
        const [build] = await stageOnly(store, killed.warehouse, run);
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

const total = (run: BuiltRun, count: 'landedBars' | 'newBars'): number =>
  run.staged.reduce((sum, build) => sum + build[count], 0);

async function stageOnly(store: ContractStore, warehouse: Warehouse, run: ContractRun) {
  return (await buildRun(store, warehouse, { ...run, rules: [] })).staged;
}

function differing(before: readonly string[], after: readonly string[]): { gone: number; come: number } {
  const [old, young] = [new Set(before), new Set(after)];
  return {
    gone: before.filter((line) => !young.has(line)).length,
    come: after.filter((line) => !old.has(line)).length,
  };
}

const valuesOf = (bars: readonly PublishedRow[]): string[] =>
  bars
    .map((bar) =>
      JSON.stringify([
        bar['ticker'],
        bar['bar_start'],
        bar['open'],
        bar['high'],
        bar['low'],
        bar['close'],
        bar['volume'],
        bar['vwap'],
        bar['trades'],
      ]),
    )
    .sort();

function expectedBars(store: ContractStore, run: ContractRun): string[] {
  return ['AAPL', 'MSFT']
    .flatMap((ticker) =>
      syntheticBars(
        { ticker, from: run.from, to: run.to, barMs: 1_800_000 },
        { ...store, ...(run.corrections && { corrections: run.corrections }) },
      ).map((bar) =>
        JSON.stringify([ticker, new Date(bar.t).toISOString(), bar.o, bar.h, bar.l, bar.c, bar.v, bar.vw, bar.n]),
      ),
    )
    .sort();
}
