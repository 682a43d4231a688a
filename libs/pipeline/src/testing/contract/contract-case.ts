import type { Warehouse } from '../../ports/warehouse.ts';
import type { BuiltRun, ContractRun, ContractStore, PublishedRow } from '../contract-store.ts';
import { syntheticBars } from '../synthetic-source.ts';

/** A guarantee of every warehouse, checked on a fresh store. */
export interface WarehouseCase {
  readonly name: string;
  /** @throws {AssertionError} when the guarantee does not hold. */
  readonly holds: (store: ContractStore, warehouse: Warehouse) => Promise<void>;
}

/** A run of two sessions. */
export const first: ContractRun = { runId: 'r1', from: '2026-05-04', to: '2026-05-05' };

/** Inside the second regular hour of the first session. */
export const correctedStart = Date.parse('2026-05-04T15:00:00Z');

/** The start of that hour. */
export const correctedHour = '2026-05-04T14:30:00.000Z';

/** The same run with one corrected bar. */
export const corrected: ContractRun = {
  ...first,
  runId: 'r2',
  corrections: [{ ticker: 'AAPL', t: correctedStart, h: 150 }],
};

/**
 * The published hour of a ticker.
 *
 * @example
 * hourOf(await store.read('hourly_volatility'), 'AAPL', correctedHour)?.['high'];
 */
export const hourOf = (rows: readonly PublishedRow[], ticker: string, barStart: string): PublishedRow | undefined =>
  rows.find((row) => row['ticker'] === ticker && row['bar_start'] === barStart);

/**
 * A count of all builds of a run.
 *
 * @example
 * total(run, 'newBars'); // 52
 */
export const total = (run: BuiltRun, count: 'landedBars' | 'newBars'): number =>
  run.staged.reduce((sum, build) => sum + build[count], 0);

/**
 * How many rows were removed and added between two states.
 *
 * @example
 * differing(before.get('bars'), after.get('bars')); // { removed: 1, added: 1 }
 */
export function differing(
  before: readonly string[] = [],
  after: readonly string[] = [],
): { removed: number; added: number } {
  const [old, current] = [new Set(before), new Set(after)];
  return {
    removed: before.filter((line) => !current.has(line)).length,
    added: after.filter((line) => !old.has(line)).length,
  };
}

/**
 * The values of published bars as text, without their provenance, in order.
 *
 * @example
 * valuesOf(await store.read('bars'));
 */
export const valuesOf = (bars: readonly PublishedRow[]): string[] =>
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

/**
 * The values that a run must publish, in the form of `valuesOf`.
 *
 * @example
 * expectedBars(store, first);
 */
export function expectedBars(store: ContractStore, run: ContractRun): string[] {
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
