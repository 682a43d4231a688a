import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BarPage, VendorBar } from '../ports/bar-source.ts';
import { settlePages } from './settle-pages.ts';

const t = 1_779_111_000_000;
const bar = (values: Partial<VendorBar> = {}): VendorBar => ({
  t,
  o: 1,
  h: 1,
  l: 1,
  c: 1,
  v: 1,
  vw: 1,
  n: 3,
  ...values,
});
const page = (bars: readonly VendorBar[], barMs = 60_000): BarPage => ({
  ticker: 'AAPL',
  bars,
  barMs,
  adjusted: false,
  requestId: 'q',
  fetchedAtMs: 1,
});

test.each([
  { name: 'one version', pages: [[bar()]], kept: [bar()], repeatedBars: 0, why: [] },
  {
    name: 'the same version three times in two answers',
    pages: [[bar(), bar()], [bar()]],
    kept: [bar()],
    repeatedBars: 2,
    why: [],
  },
  {
    name: 'the later answer, although it has fewer trades',
    pages: [[bar({ n: 9 })], [bar({ h: 2 })]],
    kept: [bar({ h: 2 })],
    repeatedBars: 0,
    why: ['later-answer'],
  },
  {
    name: 'in one answer the larger trade count',
    pages: [[bar({ h: 3 }), bar({ n: 9 }), bar({ h: 2 })]],
    kept: [bar({ n: 9 })],
    repeatedBars: 0,
    why: ['larger-trade-count'],
  },
  {
    name: 'in one answer nothing that decides',
    pages: [[bar({ h: 3 }), bar({ h: 2 })]],
    kept: [],
    repeatedBars: 0,
    why: [null],
  },
  {
    name: 'a later answer that is undecided itself',
    pages: [[bar()], [bar({ h: 3 }), bar({ h: 2 })]],
    kept: [],
    repeatedBars: 0,
    why: [null],
  },
  {
    name: 'another start',
    pages: [[bar(), bar({ t: t + 60_000 })]],
    kept: [bar(), bar({ t: t + 60_000 })],
    repeatedBars: 0,
    why: [],
  },
])('of a bar is kept: $name', ({ pages, kept, repeatedBars, why }) => {
  const settled = settlePages(pages.map((bars) => page(bars)));
  expect(settled.pages.flatMap(({ bars }) => bars)).toEqual(kept);
  expect({ repeatedBars: settled.repeatedBars, why: settled.conflicts.map((conflict) => conflict.kept) }).toEqual({
    repeatedBars,
    why,
  });
});

test('bars of two lengths are two bars', () => {
  const settled = settlePages([page([bar()]), page([bar({ h: 2 })], 3_600_000)]);
  expect(settled.pages.map(({ bars }) => bars.length)).toEqual([1, 1]);
});

test('no bar disappears without being counted, for any input in any order', () => {
  const anyBar = fc
    .record({ minute: fc.nat(5), h: fc.integer({ min: 1, max: 3 }), n: fc.integer({ min: 1, max: 3 }) })
    .map(({ minute, h, n }) => bar({ t: t + minute * 60_000, h, n }));
  fc.assert(
    fc.property(fc.array(fc.array(anyBar, { maxLength: 8 }), { maxLength: 4 }), (answers) => {
      const { pages, repeatedBars, conflicts } = settlePages(answers.map((bars) => page(bars)));
      const kept = pages.flatMap(({ bars }) => bars);
      expect(new Set(kept.map((one) => one.t)).size).toBe(kept.length);
      const lost = conflicts.reduce((sum, { versions, kept: why }) => sum + versions - (why === null ? 0 : 1), 0);
      expect(kept.length + repeatedBars + lost).toBe(answers.flat().length);
    }),
  );
});
