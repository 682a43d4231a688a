import { landedBars } from '@tickerlake/record-schema';
import { describe, expect, test } from 'vitest';
import type { BarPage, FetchChunk } from '../../ports/bar-source.ts';
import type { FirehoseApi } from './firehose-api.ts';
import { sumFindings } from '../../values/bar-findings.ts';
import { sendChunk } from './send-chunk.ts';
import { createCalendars } from '../../ports/calendars.ts';

const calendars = createCalendars();
const chunk: FetchChunk = {
  id: 'AAPL-2026-05-28',
  ticker: 'AAPL',
  from: '2026-05-28',
  to: '2026-06-01',
  barMs: 60_000,
};
const page = (fetchedAtMs: number): BarPage => ({
  ticker: 'AAPL',
  barMs: 60_000,
  adjusted: false,
  requestId: 'q1',
  fetchedAtMs,
  bars: ['2026-05-28T13:30:00Z', '2026-05-28T13:31:00Z', '2026-06-01T13:30:00Z'].map((instant) => ({
    t: Date.parse(instant),
    o: 10,
    h: 12,
    l: 9,
    c: 11,
    v: 100,
  })),
});
async function* pagesOf(...pages: readonly (BarPage | Error)[]): AsyncIterable<BarPage> {
  for (const each of pages) {
    if (each instanceof Error) throw each;
    yield each;
  }
}

/** Firehose that accepts all records, and cuts the connection on demand. */
function setUp({ cuts = 0 } = {}) {
  const taken: string[] = [];
  let calls = 0;
  const firehose: FirehoseApi = {
    async putRecordBatch({ Records }) {
      taken.push(...Records.map(({ Data }) => new TextDecoder().decode(Data)));
      calls += 1;
      if (calls <= cuts) throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
      return { FailedPutCount: 0, RequestResponses: Records.map((_, index) => ({ RecordId: String(index) })) };
    },
  };
  const sender = {
    firehose,
    stream: 'raw-bars',
    clock: { now: () => new Date(0), sleep: async () => {} },
    random: () => 0,
  };
  const send = (...pages: readonly (BarPage | Error)[]) =>
    sendChunk({ runId: 'r1' }, chunk, pagesOf(...pages), { calendars, sender });
  const rows = () =>
    taken
      .join('')
      .trimEnd()
      .split('\n')
      .flatMap((line) => landedBars(JSON.parse(line)));
  return { send, taken, rows };
}

describe('a chunk', () => {
  test('is sent whole, and the receipt counts what was sent', async () => {
    const { send, taken, rows } = setUp();
    const receipt = await send(page(1));
    expect(receipt).toEqual({
      chunkId: chunk.id,
      ticker: 'AAPL',
      calls: 1,
      rows: 3,
      rowsByDate: { '2026-05-28': 2, '2026-06-01': 1 },
      requestIds: ['q1'],
      findings: sumFindings([]),
      records: 1,
      sentRecords: 1,
      bytes: taken.join('').length,
    });
    expect(rows().map((row) => row.bar_start_ms)).toEqual(page(1).bars.map((bar) => bar.t));
  });

  test('is not sent at all when its second page cannot be fetched', async () => {
    const { send, taken } = setUp();
    await expect(send(page(1), new Error('lost'))).rejects.toThrow('lost');
    expect(taken).toEqual([]);
  });

  test('sent again after a crash before it was recorded lands each row twice, equal except for the fetch time', async () => {
    const { send, rows } = setUp();
    await send(page(1));
    await send(page(2));
    const [once, again] = [rows().slice(0, 3), rows().slice(3)];
    expect(again).toEqual(once.map((row) => ({ ...row, fetched_at_ms: 2 })));
  });

  test('whose response was lost lands twice, and is counted and billed twice', async () => {
    const { send, rows } = setUp({ cuts: 1 });
    expect(await send(page(1))).toMatchObject({ rows: 3, records: 1, sentRecords: 2 });
    expect(rows()).toHaveLength(6);
  });
});
