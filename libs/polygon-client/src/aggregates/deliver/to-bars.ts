import type { AggregateBar } from '../../bars/aggregate-bar.ts';
import { type BarValues, toBarValues } from '../../bars/bar-values.ts';
import type { AggregatesPage } from '../aggregates-page.ts';

/** One bar in readable names. */
export interface Bar extends BarValues {
  /** Start of the bar, in Unix ms. */
  readonly startMs: number;
}

/**
 * A bar in readable names.
 *
 * @example
 * toBar({ t: 0, o: 1, h: 2, l: 1, c: 2, v: 10 }).closePrice; // 2
 */
export const toBar = (bar: AggregateBar): Bar => ({ startMs: bar.t, ...toBarValues(bar) });

/**
 * The bars of pages, one after the other. The last bar of a page is held back until the next page has come, which may replace it; if that fails, the
 * bar is delivered before the error is thrown, as it is a bar of a delivered page.
 *
 * @example
 * for await (const bar of toBars(aggregatePages(connection, request))) console.log(bar.startMs, bar.closePrice);
 */
export async function* toBars(
  pages: AsyncIterable<AggregatesPage<Iterable<AggregateBar>>>,
): AsyncGenerator<Bar, void, undefined> {
  let held: AggregateBar | null = null;
  let failure: { readonly error: unknown } | null = null;
  try {
    for await (const { bars } of pages) {
      for (const bar of bars) {
        if (held !== null && held.t !== bar.t) yield toBar(held);
        held = bar;
      }
    }
  } catch (error) {
    failure = { error };
  }
  if (held !== null) yield toBar(held);
  if (failure !== null) throw failure.error;
}
