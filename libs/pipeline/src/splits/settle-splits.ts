import type { SplitsRequest, KnownSplit, KnownSplits, SourceSplit, Split } from '../ports/split-store.ts';
import { byTickerAndDay, keyOf } from './known-splits.ts';

/** The known splits, and those to combine. */
export interface SplitContext {
  readonly known: KnownSplits | null;
  readonly asked: SplitsRequest;
  /** Null when the source has none or could not answer: what it said before stays. */
  readonly answer: readonly SourceSplit[] | null;
  readonly source: KnownSplit['source'];
  /** They win over the source's of the same ticker and day. */
  readonly configured: readonly Split[];
  /** Rows of the answer that cannot be read: what was known of their ticker and day stays. */
  readonly skipped?: readonly { readonly ticker: string | null; readonly executionDate: string | null }[];
}

/**
 * Merges the known splits, the source's answer and the configured ones. An answer replaces everything known of its tickers; without
 * one, nothing is removed. Two splits of a ticker on one day cannot both be true: neither counts until the
 * configuration says which.
 *
 * @example
 * const { next, notices } = settleSplits({ known: null, asked, answer, source: 'polygon', configured: [] });
 */
export function settleSplits({ known, asked, answer, source, configured, skipped = [] }: SplitContext): {
  readonly next: KnownSplits;
  readonly notices: string[];
} {
  const isSkipped = ({ ticker, executionDate }: KnownSplit): boolean =>
    skipped.some((row) => row.ticker === ticker && (row.executionDate ?? executionDate) === executionDate);
  const isAnswered = (split: KnownSplit): boolean =>
    answer !== null && asked.tickers.includes(split.ticker) && !isSkipped(split);
  const kept = (known?.splits ?? []).filter((split) => split.source !== 'configured' && !isAnswered(split));
  const candidates = [...kept, ...(answer ?? []).map((split) => ({ ...split, source }))];
  const own = configured
    .filter(({ executionDate }) => executionDate <= asked.to)
    .map((split): KnownSplit => ({ ...split, id: null, source: 'configured' }));
  const ownKeys = new Set(own.map(keyOf));
  const others = candidates.filter((split) => !ownKeys.has(keyOf(split)));
  const counts = new Map<string, number>();
  for (const split of others) counts.set(keyOf(split), (counts.get(keyOf(split)) ?? 0) + 1);
  const clear = others.filter((split) => counts.get(keyOf(split)) === 1);
  const doubtful = [...counts]
    .filter(([, count]) => count > 1)
    .map(([key]) => others.filter((split) => keyOf(split) === key));
  return {
    next: {
      since: asked.from,
      asked: asked.to,
      splits: [...clear, ...own].sort(byTickerAndDay),
    },
    notices: doubtful.map(toNotice),
  };
}

function toNotice(splits: readonly KnownSplit[]): string {
  const ratios = splits.map(({ splitFrom, splitTo }) => `${splitFrom} to ${splitTo}`).join(' and ');
  const [first] = splits;
  return `the source has ${splits.length} splits of ${first?.ticker} on ${first?.executionDate} (${ratios}), and one at most is true: none of them counts. Say which in "splits" of tickerlake.config.json.`;
}
