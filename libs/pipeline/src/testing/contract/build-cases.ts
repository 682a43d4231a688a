import assert from 'node:assert/strict';
import { parseDqdl } from '@tickerlake/data-quality';
import { hourlyMeasures } from '@tickerlake/record-schema';
import {
  buildRun,
  checkRun,
  type ContractRun,
  landRun,
  lineOf,
  publishRun,
  seen,
  stageParts,
} from '../contract-store.ts';
import { toOlderLines } from '../older-lines.ts';
import { partsOf } from '../../ingest/collect-chunks.ts';
import {
  corrected,
  correctedHour,
  correctedStart,
  differing,
  expectedBars,
  first,
  hourOf,
  total,
  valuesOf,
  type WarehouseCase,
} from './contract-case.ts';

/** Crosses the edge of two months. */
const twoMonths: ContractRun = { runId: 'r1', from: '2026-04-30', to: '2026-05-01' };

/** What a warehouse guarantees of building and publishing. */
export const buildCases: readonly WarehouseCase[] = [
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
    name: 'reads what an older version landed, next to what this one landed',
    async holds(store, warehouse) {
      const receipts = await landRun(store, twoMonths);
      const parts = partsOf(receipts);
      const older = parts.filter(({ ticker }) => ticker === 'AAPL');
      assert.equal(older.length, 2);
      for (const { path } of older) await store.rewriteLanded(path, toOlderLines);
      const staged = await stageParts(warehouse, twoMonths, parts);
      assert.deepEqual(
        staged.map(({ landedBars }) => landedBars),
        warehouse.monthsPerBuild === 1 ? [26, 26] : [52],
      );
      await (await checkRun(store, warehouse, twoMonths, staged)).publish();
      assert.deepEqual(valuesOf(await store.read('bars')), expectedBars(store, twoMonths));
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
      assert.deepEqual(differing(before.get('bars'), after.get('bars')), { removed: 1, added: 1 });
      assert.deepEqual(differing(before.get('hourly_volatility'), after.get('hourly_volatility')), {
        removed: 1,
        added: 1,
      });
      assert.deepEqual(after.get('sessions'), before.get('sessions'));
    },
  },
  {
    name: 'removes a bar that the source has taken back, counts it, and keeps a session of which nothing came',
    async holds(store, warehouse) {
      await publishRun(store, warehouse, first);
      const before = await seen(store);
      const gone = { ticker: 'AAPL', t: correctedStart };
      const msft = store.calendars.XNYS.sessions('2026-05-05', '2026-05-05').flatMap(({ openMs, closeMs }) =>
        Array.from({ length: (closeMs - openMs) / 1_800_000 }, (_, at) => ({
          ticker: 'MSFT',
          t: openMs + at * 1_800_000,
        })),
      );
      const run = await buildRun(store, warehouse, { ...first, runId: 'r2', without: [gone, ...msft] });
      assert.deepEqual(
        run.staged.map(({ corrections, isChanged }) => [corrections.bars, corrections.takenBackBars, isChanged]),
        run.staged.map(() => [1, 1, true]),
      );
      assert.equal(total(run, 'newBars'), 0);
      await run.publish();
      const after = await seen(store);
      assert.deepEqual(differing(before.get('bars'), after.get('bars')), { removed: 1, added: 0 });
      const hour = hourOf(await store.read('hourly_volatility'), 'AAPL', correctedHour);
      assert.equal(hour?.['is_complete'], false);
      assert.deepEqual(
        (await store.read('bars'))
          .filter((bar) => bar['bar_start'] === new Date(gone.t).toISOString())
          .map((bar) => bar['ticker']),
        ['MSFT'],
      );
    },
  },
  {
    name: 'keeps a bar that a partial source does not hold',
    async holds(store, warehouse) {
      const release = await publishRun(store, warehouse, first);
      const before = await seen(store);
      const without = [{ ticker: 'AAPL', t: correctedStart }];
      const run = await buildRun(store, warehouse, { ...first, runId: 'r2', without, isPartial: true });
      assert.deepEqual(
        run.staged.map((build) => build.isChanged),
        run.staged.map(() => false),
      );
      assert.deepEqual(await run.publish(), release);
      assert.deepEqual(await seen(store), before);
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
];
