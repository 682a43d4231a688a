import type { AggregateBar } from '../bars/aggregate-bar.ts';
import type { PageFault } from './page-fault.ts';
import { type BarConflict, isSameBar, settleVersions } from './bars/settle-versions.ts';

/** The new bars of a page with strictly increasing `t`, the number of repeats, and the bars that came with different values. */
export interface NewBars<Bars = readonly AggregateBar[]> {
  readonly bars: Bars;
  readonly duplicates: number;
  readonly conflicts: readonly BarConflict[];
}

/**
 * Takes the bars of a page that follow `lastBar`. A repeat with the same values is dropped and counted; versions with different
 * values are settled by `settleVersions`. If the page begins with another version of `lastBar`, that version is kept, because the
 * later response wins. A bar that goes back in time is a fault of the page.
 *
 * @example
 * takeNewBars(answer.bars, page1.bars.at(-1) ?? null);
 */
export function takeNewBars(bars: readonly AggregateBar[], lastBar: AggregateBar | null): NewBars | PageFault {
  const taken: AggregateBar[] = [];
  const conflicts: BarConflict[] = [];
  let duplicates = 0;
  let lastT = lastBar?.t ?? -Infinity;
  for (let start = 0, end = 0; start < bars.length; start = end) {
    const bar = bars[start];
    if (bar === undefined) break;
    for (end = start + 1; bars[end]?.t === bar.t;) end += 1;
    if (bar.t < lastT) return { reason: 'disorder', detail: `the bar at ${bar.t} comes after the bar at ${lastT}.` };
    lastT = bar.t;
    if (end === start + 1 && bar.t !== lastBar?.t) {
      taken.push(bar);
      continue;
    }
    const earlier = bar.t === lastBar?.t ? lastBar : null;
    const settled = settleVersions(bars.slice(start, end));
    const isRepeat = earlier !== null && settled.versions === 1 && isSameBar(earlier, bar);
    duplicates += end - start - settled.versions + (isRepeat ? 1 : 0);
    if (isRepeat) continue;
    if (settled.bar !== null) taken.push(settled.bar);
    const versions = settled.versions + (earlier === null ? 0 : 1);
    if (versions > 1)
      conflicts.push({
        t: bar.t,
        versions,
        kept: settled.bar === null ? null : earlier === null ? 'larger-trade-count' : 'later-answer',
      });
  }
  return { bars: taken, duplicates, conflicts };
}
