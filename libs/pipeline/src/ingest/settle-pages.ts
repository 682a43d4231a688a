import { type BarConflict, settleVersions } from '@tickerlake/polygon-client';
import type { BarPage, VendorBar } from '../ports/bar-source.ts';

/** Pages in which each bar occurs once. */
export interface SettledPages {
  readonly pages: readonly BarPage[];
  readonly repeatedBars: number;
  readonly conflicts: readonly BarConflict[];
}

interface Version {
  readonly page: number;
  readonly bar: VendorBar;
}

/**
 * Keeps one version of each bar (length and start). The rule is the same wherever bars come from: that of the later answer; among
 * those of one answer the one with the larger trade count; when that does not decide, the bar is refused.
 *
 * @param pages answers in the order in which they came.
 * @example
 * const { pages, conflicts } = settlePages(answers);
 */
export function settlePages(pages: readonly BarPage[]): SettledPages {
  const reported = pages.flatMap((page) => page.conflicts ?? []);
  if (isInOrder(pages))
    return { pages, repeatedBars: pages.reduce((sum, page) => sum + (page.repeatedBars ?? 0), 0), conflicts: reported };
  const versions = new Map<string, Version[]>();
  for (const [page, { bars, barMs }] of pages.entries()) {
    for (const bar of bars) {
      const key = `${barMs} ${bar.t}`;
      const known = versions.get(key);
      if (known === undefined) versions.set(key, [{ page, bar }]);
      else known.push({ page, bar });
    }
  }
  const kept: VendorBar[][] = pages.map(() => []);
  const conflicts: BarConflict[] = [...reported];
  let repeatedBars = pages.reduce((sum, page) => sum + (page.repeatedBars ?? 0), 0);
  for (const all of versions.values()) {
    const newest = Math.max(...all.map(({ page }) => page));
    const { bar } = settleVersions(all.filter(({ page }) => page === newest).map((version) => version.bar));
    if (bar !== null) kept[newest]?.push(bar);
    if (all.length === 1) continue;
    const different = settleVersions(all.map((version) => version.bar)).versions;
    repeatedBars += all.length - different;
    const isOfOne = all.every(({ page }) => page === newest);
    if (different > 1)
      conflicts.push({
        t: all[0]?.bar.t ?? 0,
        versions: different,
        kept: bar === null ? null : isOfOne ? 'larger-trade-count' : 'later-answer',
      });
  }
  return { pages: pages.map((page, index) => ({ ...page, bars: kept[index] ?? [] })), repeatedBars, conflicts };
}

/** As the vendor's client gives them: then no bar can be there twice, and nothing has to be looked up. */
function isInOrder(pages: readonly BarPage[]): boolean {
  let last = Number.NEGATIVE_INFINITY;
  for (const { bars, barMs } of pages) {
    if (barMs !== pages[0]?.barMs) return false;
    for (const { t } of bars) {
      if (t <= last) return false;
      last = t;
    }
  }
  return true;
}
