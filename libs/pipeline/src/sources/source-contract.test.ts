import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPolygonClient } from '@tickerlake/polygon-client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDuckDb } from '../engines/duckdb/duckdb-session.ts';
import { systemClock } from '../ports/system-clock.ts';
import { createCalendars } from '../ports/calendars.ts';
import { type PlantedBars, sourceContract, type SourceUnderTest } from '../testing/source-contract.ts';
import { createAlpacaSource } from './alpaca/alpaca-source.ts';
import { alpacaDouble, alpacaKeys } from './testing/alpaca-double.ts';
import { filesSchema } from './files/files-settings.ts';
import { createFilesSource } from './files/files-source.ts';
import { createPolygonSource } from './polygon/polygon-source.ts';
import { createReplaySource } from './replay/replay-source.ts';
import { sourcesMarkdown } from './sources-markdown.ts';
import { sourceNamed, sources } from './sources.ts';
import { openFlatFolder, toFlatFiles } from './testing/flat-files.ts';

const calendars = createCalendars({});
const clock = systemClock;

/** Answers as the vendor does: the bars whose minute is between the two dates of New York. */
const answering =
  (planted: PlantedBars): typeof fetch =>
  async (input) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const [, ticker = '', from = '', to = ''] =
      /^\/v2\/aggs\/ticker\/([^/]+)\/range\/1\/minute\/([^/]+)\/([^/]+)$/.exec(url.pathname) ?? [];
    const results = (planted[ticker] ?? []).filter(({ t }) => {
      const { tradingDate } = calendars.XNYS.locate(t);
      return tradingDate >= from && tradingDate <= to;
    });
    const counts = { queryCount: results.length, resultsCount: results.length };
    return Response.json({ status: 'OK', request_id: 'r1', ticker, adjusted: false, ...counts, results });
  };

const overTheApi = (name: string): SourceUnderTest => ({
  definition: sourceNamed(name),
  open: async (planted) => {
    const client = createPolygonClient({ apiKey: 'k', fetch: answering(planted) });
    return createPolygonSource({ client, name, callsPerMinute: null, clock });
  },
});

const replay: SourceUnderTest = {
  definition: sourceNamed('replay'),
  open: async (planted) => {
    const folder = await mkdtemp(join(tmpdir(), 'tickerlake-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    for (const [ticker, results] of Object.entries(planted))
      await writeFile(
        join(folder, `${ticker}-minute.json`),
        JSON.stringify({ status: 'OK', ticker, adjusted: false, results }),
      );
    return createReplaySource({ folder, calendars, clock });
  },
};

const flatfiles: SourceUnderTest = {
  definition: sourceNamed('flatfiles'),
  open: async (planted) => (await openFlatFolder(toFlatFiles(planted))).source,
};

const alpaca: SourceUnderTest = {
  definition: sourceNamed('alpaca'),
  open: async (planted) =>
    createAlpacaSource({
      ...alpacaKeys,
      baseUrl: 'https://data.alpaca.markets',
      callsPerMinute: null,
      feed: 'sip',
      fetch: alpacaDouble(planted),
      clock,
      limiter: null,
      onFailure: () => undefined,
    }),
};

const openEngine = (tempDirectory: string) => openDuckDb<unknown>({ tempDirectory });

const files: SourceUnderTest = {
  definition: sourceNamed('files'),
  open: async (planted) => {
    const folder = await mkdtemp(join(tmpdir(), 'tickerlake-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    for (const [ticker, bars] of Object.entries(planted)) {
      const rows = bars.map(({ t, o, h, l, c, v, n }) => [t, o, h, l, c, v, n].join(','));
      await writeFile(
        join(folder, `${ticker}.csv`),
        ['time,open,high,low,close,volume,trades', ...rows, ''].join('\n'),
      );
    }
    const settings = filesSchema.parse({ folder, bar: 'minute', unit: 'ms', columns: { trades: 'trades' } });
    return createFilesSource({ settings, scratch: folder, openEngine, calendars, clock });
  },
};

const tested = [overTheApi('polygon'), overTheApi('simulated'), replay, flatfiles, alpaca, files];

test('every source is held to the contract', () => {
  const others = sources
    .map(({ name }) => name)
    .filter((name) => !tested.some(({ definition }) => definition.name === name));
  for (const name of others)
    expect(existsSync(join(import.meta.dirname, name, `${name}-contract.test.ts`)), name).toBe(true);
});

describe.each(tested.map((source) => ({ name: source.definition.name, source })))('of $name', ({ source }) => {
  test.each(sourceContract)('$name', ({ holds }) => holds(source));
});

test('docs/sources.md is up to date', async () => {
  await expect(sourcesMarkdown()).toMatchFileSnapshot(join(import.meta.dirname, '../../../../docs/sources.md'));
});
