import { expect, test } from 'vitest';
import { duckDbEngine } from '../analysis/testing/analysis-engine.ts';
import { openDuckDb } from '@tickerlake/athena-sql/testing';
import { latestBars } from './latest-bars.ts';
import type { StageTables } from './stage-tables.ts';
import { type Bar, minuteBar } from './testing/minute-bar.ts';

const bar = (values: Partial<Bar> = {}): Bar => minuteBar(0, values);
const later = new Date(1);

test.each([
  { name: 'the only one', bars: [bar()], high: [1] },
  {
    name: 'the later fetch, although it has fewer trades',
    bars: [bar({ trades: 9n }), bar({ high: 2, fetched_at: later })],
    high: [2],
  },
  {
    name: 'of one moment the larger trade count',
    bars: [bar({ high: 2 }), bar({ high: 3, trades: 9n }), bar({ high: 4, trades: null })],
    high: [3],
  },
  { name: 'one of several that are equal', bars: [bar(), bar({ request_id: 'other' }), bar()], high: [1] },
  { name: 'none where nothing decides', bars: [bar({ high: 2 }), bar({ high: 3 })], high: [] },
  {
    name: 'none where a missing volume makes the difference',
    bars: [bar({ volume: null, vwap: null }), bar()],
    high: [],
  },
  {
    name: 'the later fetch over an undecided earlier one',
    bars: [bar({ high: 2 }), bar({ high: 3 }), bar({ high: 4, fetched_at: later })],
    high: [4],
  },
])('of a bar that was fetched more than once is kept: $name', async ({ bars, high }) => {
  const { db, run } = await openDuckDb();
  const engine = duckDbEngine(run);
  await engine.load('located_bars', 'bars', bars);
  expect((await run(latestBars(db.withTables<StageTables>()).compile().sql)).map((row) => row['high'])).toEqual(high);
});
