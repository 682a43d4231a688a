import { describe, expect, it } from 'vitest';
import type { AggregateBar } from '../bars/aggregate-bar.ts';
import { takeNewBars } from './take-new-bars.ts';

const bar: AggregateBar = { t: 1_779_283_800_000, o: 1, h: 4, l: 0.5, c: 2, v: 10, vw: 1.5, n: 3, otc: true };

const later = { ...bar, t: bar.t + 60_000 };

describe('takeNewBars', () => {
  it.each<Partial<AggregateBar>>([{ o: 3 }, { h: 5 }, { l: 0.4 }, { c: 3 }, { v: 11 }, { vw: 1.6 }, { n: 2 }])(
    'takes the last bar of the previous page with %o: the later response wins',
    (change) => {
      const version = { ...bar, ...change };
      expect(takeNewBars([version], bar)).toEqual({
        bars: [version],
        duplicates: 0,
        conflicts: [{ t: bar.t, versions: 2, kept: 'later-answer' }],
      });
    },
  );

  it('counts every repeat, within a page and at its start', () => {
    expect(takeNewBars([bar, { ...bar }, later, { ...later }], bar)).toEqual({
      bars: [later],
      duplicates: 3,
      conflicts: [],
    });
  });

  it('takes all bars of the first page', () => {
    expect(takeNewBars([bar], null)).toEqual({ bars: [bar], duplicates: 0, conflicts: [] });
  });

  it.each([
    {
      name: 'the larger trade count wins',
      versions: [{ n: 3 }, { n: 9, h: 5 }, { n: 3 }],
      kept: { n: 9, h: 5 },
      why: 'larger-trade-count',
      duplicates: 1,
      of: 2,
    },
    {
      name: 'a trade count wins over none',
      versions: [{ n: undefined, h: 5 }, { n: 1 }],
      kept: { n: 1 },
      why: 'larger-trade-count',
      duplicates: 0,
      of: 2,
    },
    {
      name: 'the bar is refused when the trade counts are equal',
      versions: [{ h: 5 }, { h: 6 }, { h: 7, n: 1 }],
      kept: null,
      why: null,
      duplicates: 0,
      of: 3,
    },
  ])('within a page $name', ({ versions, kept, why, duplicates, of }) => {
    const all = versions.map((version) => ({ ...bar, ...version }) as AggregateBar);
    expect(takeNewBars([...all, later], null)).toEqual({
      bars: [...(kept === null ? [] : [{ ...bar, ...kept }]), later],
      duplicates,
      conflicts: [{ t: bar.t, versions: of, kept: why }],
    });
  });

  it('refuses a page that goes back in time', () => {
    expect(takeNewBars([later, bar], null)).toMatchObject({ reason: 'disorder' });
  });
});
