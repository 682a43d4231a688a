import type { AggregateBar } from './aggregate-bar.ts';
import type { PageFault } from './page-fault.ts';

/** The bars of a page that are new, in strictly increasing `t`, and how many came again. */
export interface NewBars {
  readonly bars: readonly AggregateBar[];
  readonly duplicates: number;
}

/**
 * Takes the bars of a page that follow `lastBar`. A bar that repeats the one before it is dropped and counted; one that
 * repeats its `t` with other values, or that goes back in time, is a fault of the page.
 *
 * @example
 * takeNewBars(answer.bars, page1.bars.at(-1) ?? null);
 */
export function takeNewBars(bars: readonly AggregateBar[], lastBar: AggregateBar | null): NewBars | PageFault {
  const taken: AggregateBar[] = [];
  let last = lastBar;
  for (const bar of bars) {
    if (last === null || bar.t > last.t) {
      taken.push(bar);
      last = bar;
    } else if (bar.t < last.t) {
      return { reason: 'disorder', detail: `the bar of ${bar.t} comes after that of ${last.t}.` };
    } else if (!isSameBar(bar, last)) {
      return { reason: 'conflict', detail: `the bar of ${bar.t} came twice, with different values.` };
    }
  }
  return { bars: taken, duplicates: bars.length - taken.length };
}

function isSameBar(a: AggregateBar, b: AggregateBar): boolean {
  return a.o === b.o && a.h === b.h && a.l === b.l && a.c === b.c && a.v === b.v && a.vw === b.vw && a.n === b.n && a.otc === b.otc;
}
