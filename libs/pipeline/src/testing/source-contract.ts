import { expect } from 'vitest';
import { settlePages } from '../ingest/settle-pages.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import type { BarPage, BarSource, FetchChunk, VendorBar } from '../ports/bar-source.ts';

/** Minute bars by ticker, in the order in which the source says them. */
export type PlantedBars = Readonly<Record<string, readonly VendorBar[]>>;

/** A source in a test. */
export interface SourceUnderTest {
  readonly definition: SourceDefinition;
  /** Opens it over these bars, and nothing else. */
  open(bars: PlantedBars): Promise<BarSource>;
}

/** What a run relies on, wherever bars come from. */
export interface SourceCase {
  readonly name: string;
  holds(source: SourceUnderTest): Promise<void>;
}

const bar = (start: string, more: Partial<VendorBar> = {}): VendorBar => ({
  ...{ t: Date.parse(start), o: 100.25, h: 101, l: 100, c: 100.5, v: 1_200, n: 12 },
  ...more,
});

/** The Friday before and the Monday after New York's clocks go forward, and the short session after Thanksgiving. */
const beforeChange = ['2026-03-06T09:00Z', '2026-03-06T14:30Z', '2026-03-06T20:59Z', '2026-03-07T00:59Z'];
const afterChange = ['2026-03-09T08:00Z', '2026-03-09T13:30Z', '2026-03-09T19:59Z', '2026-03-09T23:59Z'];
const shortSession = ['2026-11-27T14:30Z', '2026-11-27T17:59Z', '2026-11-27T21:59Z'];
const market: PlantedBars = {
  AAPL: [...beforeChange, ...afterChange, ...shortSession].map((start, index) => bar(start, { o: 100 + index / 4 })),
  MSFT: afterChange.map((start) => bar(start)),
};
const day: Omit<FetchChunk, 'ticker'> = { id: 'c', from: '2026-03-09', to: '2026-03-09', barMs: 60_000 };
const [open = ''] = afterChange.slice(1);

/** A contract, to be run on every source. */
export const sourceContract: readonly SourceCase[] = [
  {
    name: 'its definition has a name for stores and databases, defaults for its settings, and options that set them',
    async holds({ definition }) {
      expect(definition.name).toMatch(/^[a-z][a-z0-9]{0,30}$/);
      expect(definition.assetClasses).not.toEqual([]);
      expect(definition.sessions).toContain('regular');
      for (const schema of Object.values(definition.settings)) expect(schema.safeParse(undefined).success).toBe(true);
      for (const { setting } of definition.options)
        expect(Object.keys(definition.settings)).toContain(setting.split('.')[0]);
      expect(definition.home === null).toBe(definition.secrets.length === 0 || definition.host({}) === null);
    },
  },
  {
    name: 'its name is that of its definition, and it says what it holds only if it is a recording',
    async holds(source) {
      const opened = await source.open(market);
      expect(opened.name).toBe(source.definition.name);
      expect(opened.fetchSplits !== undefined).toBe(source.definition.hasSplits);
      const extent = await opened.extent();
      expect(extent?.tickers ?? null).toEqual(
        source.definition.isRecording
          ? [
              { ticker: 'AAPL', from: '2026-03-06', to: '2026-11-27' },
              { ticker: 'MSFT', from: '2026-03-09', to: '2026-03-09' },
            ]
          : null,
      );
    },
  },
  ...[
    { of: 'the Friday before the clocks change', from: '2026-03-06', to: '2026-03-06', starts: beforeChange },
    { of: 'the Monday after the clocks change', from: '2026-03-09', to: '2026-03-09', starts: afterChange },
    { of: 'a short session', from: '2026-11-27', to: '2026-11-27', starts: shortSession },
    {
      of: 'the sessions on both sides of the change',
      from: '2026-03-06',
      to: '2026-03-09',
      starts: [...beforeChange, ...afterChange],
    },
  ].map(({ of, from, to, starts }): SourceCase => ({
    name: `the bars of ${of} come once, in time order, with the start of each and every value`,
    async holds(source) {
      const pages = await pagesOf(await source.open(market), { ...day, ticker: 'AAPL', from, to });
      expect(pages.flatMap((page) => page.bars.map(valuesOf))).toEqual(
        (market['AAPL'] ?? []).filter(({ t }) => starts.some((start) => Date.parse(start) === t)).map(valuesOf),
      );
    },
  })),
  {
    name: 'a page says whose bars it has, how long they are, that they are not adjusted, and when they came',
    async holds(source) {
      const chunk = { ...day, ticker: 'META', vendorTicker: 'MSFT' };
      for (const page of await pagesOf(await source.open(market), chunk)) {
        expect(page).toMatchObject({ ticker: 'META', vendorTicker: 'MSFT', barMs: 60_000, adjusted: false });
        expect(page.fetchedAtMs).toBeGreaterThan(Date.parse('2020-01-01'));
      }
    },
  },
  {
    name: 'a session without bars, and a ticker without any, give none',
    async holds(source) {
      const opened = await source.open(market);
      for (const chunk of [
        { ...day, ticker: 'MSFT', from: '2026-03-06', to: '2026-03-06' },
        { ...day, ticker: 'ZZZZ' },
      ])
        expect((await pagesOf(opened, chunk)).flatMap(({ bars }) => bars)).toEqual([]);
    },
  },
  {
    name: 'a minute that comes again with the same values is there once, and counted',
    async holds(source) {
      const { bars, repeatedBars, conflicts } = await settled(source, [bar(open), bar(open)]);
      expect({ bars: bars.length, repeatedBars, conflicts }).toEqual({ bars: 1, repeatedBars: 1, conflicts: [] });
    },
  },
  {
    name: 'of a minute with different values in one answer the larger trade count wins, and is counted',
    async holds(source) {
      for (const versions of [
        [bar(open, { c: 100.1, n: 9 }), bar(open, { c: 100.9, n: 10 })],
        [bar(open, { c: 100.9, n: 10 }), bar(open, { c: 100.1, n: 9 })],
      ]) {
        const { bars, conflicts } = await settled(source, versions);
        expect(bars.map(({ c }) => c)).toEqual([100.9]);
        expect(conflicts).toEqual([{ t: Date.parse(open), versions: 2, kept: 'larger-trade-count' }]);
      }
    },
  },
  {
    name: 'a minute with different values that nothing decides is refused, counted, and stops nothing else',
    async holds(source) {
      const next = bar('2026-03-09T13:31Z');
      const { bars, conflicts } = await settled(source, [bar(open, { c: 100.1 }), bar(open, { c: 100.9 }), next]);
      expect(bars.map(({ t }) => t)).toEqual([next.t]);
      expect(conflicts).toEqual([{ t: Date.parse(open), versions: 2, kept: null }]);
    },
  },
  {
    name: 'bars that start off the grid keep their start, and their length is the stated one',
    async holds(source) {
      const starts = ['2026-03-09T13:33:20Z', '2026-03-09T13:38:20Z', '2026-03-09T13:43:20Z'];
      const { pages } = await settled(
        source,
        starts.map((start) => bar(start)),
      );
      expect(pages.flatMap(({ bars }) => bars.map(({ t }) => t))).toEqual(starts.map((start) => Date.parse(start)));
      for (const { barMs } of pages) expect(barMs).toBe(60_000);
    },
  },
  {
    name: 'it gives nothing once it is stopped',
    async holds(source) {
      const opened = await source.open(market);
      const stopped = AbortSignal.abort(new Error('stopped by a person'));
      await expect(pagesOf(opened, { ...day, ticker: 'AAPL' }, stopped)).rejects.toThrow('stopped by a person');
    },
  },
];

async function pagesOf(
  source: BarSource,
  chunk: FetchChunk,
  signal = new AbortController().signal,
): Promise<BarPage[]> {
  const pages: BarPage[] = [];
  for await (const page of source.fetchBars(chunk, signal)) pages.push(page);
  return pages;
}

/** As they are landed. */
async function settled(source: SourceUnderTest, planted: readonly VendorBar[]) {
  const opened = await source.open({ AAPL: planted });
  const { pages, ...rest } = settlePages(await pagesOf(opened, { ...day, ticker: 'AAPL' }));
  return { pages, bars: pages.flatMap(({ bars }) => bars), ...rest };
}

const valuesOf = ({ t, o, h, l, c, v, n }: VendorBar) => ({ t, o, h, l, c, v, n });
