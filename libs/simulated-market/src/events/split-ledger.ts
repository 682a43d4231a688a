import { toDayNumber } from '../calendar/civil-day.ts';

/** A split: `splitFrom` old shares became `splitTo` new ones before the open of `executionDate`. */
export interface SimulatedSplit {
  readonly ticker: string;
  /** Trading date, `YYYY-MM-DD`. */
  readonly executionDate: string;
  /** Number of shares before the split, an integer of at least 1. */
  readonly splitFrom: number;
  /** Whole number of new shares, at least 1. */
  readonly splitTo: number;
}

/** A price of 1 before the split is `from / to` after it. Whole numbers, so that the ratio is exact. */
export interface SplitRatio {
  readonly from: number;
  readonly to: number;
}

const NO_SPLIT: SplitRatio = { from: 1, to: 1 };

/**
 * The default splits: NVDA's ten for one, and two of simulated companies in 2026.
 *
 * @example
 * createSimulatedMarket({ splits: [...DEFAULT_SPLITS, { ticker: 'AAPL', executionDate: '2026-05-18', splitFrom: 1, splitTo: 4 }] });
 */
export const DEFAULT_SPLITS: readonly SimulatedSplit[] = [
  { ticker: 'NVDA', executionDate: '2024-06-10', splitFrom: 1, splitTo: 10 },
  { ticker: 'SIM003', executionDate: '2026-02-17', splitFrom: 8, splitTo: 1 },
  { ticker: 'SIM002', executionDate: '2026-05-18', splitFrom: 1, splitTo: 4 },
];

/**
 * The effect of a market's splits on prices. A duplicate row is applied once but stays in the list.
 */
export interface SplitLedger {
  /** All splits, oldest first. */
  readonly splits: readonly SimulatedSplit[];
  /** Product of the ratios executed after `day` and up to `lastDay`: prices of `day` times from / to. */
  ratio(ticker: string, day: number, lastDay: number): SplitRatio;
}

/**
 * Creates the ledger of a list of splits.
 *
 * @example
 * createSplitLedger(DEFAULT_SPLITS).ratio('NVDA', toDayNumber('2024-06-07'), Infinity); // { from: 1, to: 10 }
 */
export function createSplitLedger(splits: readonly SimulatedSplit[]): SplitLedger {
  const sorted = [...splits].sort((left, right) => (left.executionDate < right.executionDate ? -1 : 1));
  const byTicker = new Map<string, { day: number; from: number; to: number }[]>();
  for (const { ticker, executionDate, splitFrom, splitTo } of sorted) {
    const known = byTicker.get(ticker) ?? [];
    const day = toDayNumber(executionDate);
    // The vendor's list contains duplicate rows; prices were split once.
    if (known.some((split) => split.day === day)) continue;
    byTicker.set(ticker, [...known, { day, from: splitFrom, to: splitTo }]);
  }
  return {
    splits: sorted,
    ratio(ticker, day, lastDay) {
      const known = byTicker.get(ticker);
      if (known === undefined) return NO_SPLIT;
      const after = known.filter((split) => split.day > day && split.day <= lastDay);
      return after.reduce((product, { from, to }) => ({ from: product.from * from, to: product.to * to }), NO_SPLIT);
    },
  };
}
