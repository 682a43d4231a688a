import { describe, expect, it } from 'vitest';
import type { AggregateBar } from './aggregate-bar.ts';
import { takeNewBars } from './take-new-bars.ts';

const bar: AggregateBar = { t: 1_779_283_800_000, o: 1, h: 4, l: 0.5, c: 2, v: 10, vw: 1.5, n: 3, otc: true };

describe('takeNewBars', () => {
  it.each<Partial<AggregateBar>>([{ o: 3 }, { h: 5 }, { l: 0.4 }, { c: 3 }, { v: 11 }, { vw: 1.6 }, { n: 4 }, { otc: false }])(
    'takes the same time with %o for a conflict, not for a repetition',
    (change) => {
      expect(takeNewBars([{ ...bar, ...change }], bar)).toMatchObject({ reason: 'conflict' });
    },
  );

  it('counts every repetition, within a page and at its start', () => {
    const next = { ...bar, t: bar.t + 60_000 };

    expect(takeNewBars([bar, { ...bar }, next, { ...next }], bar)).toEqual({ bars: [next], duplicates: 3 });
  });

  it('takes everything when nothing came before', () => {
    expect(takeNewBars([bar], null)).toEqual({ bars: [bar], duplicates: 0 });
  });
});
