import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDuckDb } from '../../engines/duckdb/duckdb-session.ts';
import { createCalendars } from '../../ports/calendars.ts';
import { filesSchema } from './files-settings.ts';
import { findOddities } from './find-oddities.ts';
import { readOwnBars } from './own-bars.ts';

const calendars = createCalendars();
const minuteMs = 60_000;
/** Thursday, Friday and Tuesday: Memorial Day is between them. */
const dates = ['2026-05-21', '2026-05-22', '2026-05-26'];

interface Row {
  readonly t: number;
  readonly price: number;
  readonly volume: number;
}

/** Minutes of New York sessions with a busy open; with the pre-market and post-market, every fifth minute of those. */
const minutes = (of: readonly string[] = dates, isExtended = false): Row[] =>
  of.flatMap((date) => {
    const openMs = Date.parse(`${date}T13:30:00Z`);
    const regular = Array.from({ length: 390 }, (_, at) => ({
      at,
      volume: at === 0 ? 9_000 : 1_000 + ((at * 37) % 400),
    }));
    const extended = Array.from({ length: 192 }, (_, at) => ({ at: at * 5 - 330, volume: 20 })).filter(
      ({ at }) => at < 0 || at >= 390,
    );
    return [...regular, ...(isExtended ? extended : [])]
      .filter(({ at }) => at < 630)
      .sort((a, b) => a.at - b.at)
      .map(({ at, volume }) => ({ t: openMs + at * minuteMs, price: 100 + ((at * 7) % 31) / 100, volume }));
  });
const moved = (rows: readonly Row[], ms: number): Row[] => rows.map((row) => ({ ...row, t: row.t + ms }));
const line = ({ t, price, volume }: Row): string => [t, price, price + 0.25, price - 0.25, price, volume].join(',');

async function oddities(files: Readonly<Record<string, readonly Row[]>>, settings: object = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'tickerlake-odd-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, rows] of Object.entries(files))
    await writeFile(join(folder, `${name}.csv`), ['time,open,high,low,close,volume', ...rows.map(line), ''].join('\n'));
  const stated = filesSchema.parse({ folder, bar: 'minute', unit: 'ms', ...settings });
  const bars = await readOwnBars(stated, {
    scratch: join(folder, 'scratch'),
    openEngine: (tempDirectory) => openDuckDb<unknown>({ tempDirectory }),
  });
  try {
    return (await findOddities(bars, stated, calendars)).map(
      ({ stops, text }) => `${stops ? 'stops' : 'note'}: ${text}`,
    );
  } finally {
    await bars.close();
  }
}

const hour = 60 * minuteMs;
const twice = [...minutes(), { ...(minutes()[5] ?? { t: 0, volume: 0 }), price: 99 }];

test.each([
  { name: 'regular hours', rows: minutes(), says: [] },
  { name: 'extended hours', rows: minutes(dates, true), says: [] },
  { name: 'the same bar twice', rows: [...minutes(), ...minutes().slice(0, 1)], says: [] },
  {
    name: 'ends for starts',
    rows: moved(minutes(), minuteMs),
    says: [
      'stops: The open is a bar late: the times look like those of the end of each 1-minute bar. Set "stamp": "end".',
    ],
  },
  {
    name: 'ends for starts, extended hours',
    rows: moved(minutes(dates, true), minuteMs),
    says: [expect.stringContaining('Set "stamp": "end".')],
  },
  {
    name: 'starts for ends',
    rows: minutes(),
    settings: { stamp: 'end' },
    says: [expect.stringContaining('Set "stamp": "start".')],
  },
  {
    name: 'New York read as UTC',
    rows: moved(minutes(), -4 * hour),
    says: [
      expect.stringMatching(
        /^stops: .*4 hours later they fit\. "zone" is UTC by default; "zone": "America\/New_York" would fit\.$/,
      ),
    ],
  },
  {
    name: 'UTC read as New York',
    rows: moved(minutes(), 4 * hour),
    settings: { zone: 'UTC' },
    says: [expect.stringContaining('4 hours earlier they fit')],
  },
  {
    name: 'extended hours in another zone',
    rows: moved(minutes(dates, true), 5 * hour),
    says: [expect.stringContaining('5 hours earlier they fit')],
  },
  {
    name: 'bars of a Sunday',
    rows: [...minutes(), ...moved(minutes().slice(0, 390), -4 * 24 * hour)],
    says: [expect.stringMatching(/^stops: 25 % of the bars are outside any session/), expect.anything()],
  },
  {
    name: 'a minute with two values',
    rows: twice,
    says: [
      expect.stringMatching(
        /^stops: 1 bar is there more than once with different values: AAPL 2026-05-21T13:35:00\.000Z in \S+AAPL\.csv, line 7 and in \S+AAPL\.csv, line 1172\./,
      ),
    ],
  },
  {
    name: 'prices that were divided',
    rows: minutes().map((row) => ({ ...row, price: row.price / 7 })),
    says: [expect.stringContaining('Prices of AAPL have more decimals than a trade')],
  },
  {
    name: 'prices that are said to be adjusted',
    rows: minutes().map((row) => ({ ...row, price: row.price / 7 })),
    settings: { adjusted: true },
    says: [],
  },
  {
    name: 'a missing session',
    rows: minutes().filter((_, at) => at < 390 || at >= 780),
    says: ['note: AAPL has no bars in 1 session between its first and its last one: 2026-05-22.'],
  },
  {
    name: 'bars off the minute',
    rows: [...minutes(), { t: Date.parse('2026-05-26T18:00:20Z'), price: 100, volume: 5 }],
    says: ['note: 1 bar starts off the minute: they keep their start.'],
  },
])('$name', async ({ rows, settings = {}, says }) => {
  expect(await oddities({ AAPL: rows }, settings)).toEqual(says);
});

test('crypto has no session to compare with', async () => {
  expect(await oddities({ X_BTCUSD: minutes(['2026-05-23', '2026-05-24']) })).toEqual([]);
});
