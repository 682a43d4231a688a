import { createCalendars } from '@tickerlake/pipeline';
import { landChunk } from '@tickerlake/pipeline/s3-landing';
import { expect, test } from 'vitest';
import { lakeFolder, landingErrorsFolder, landingFolder } from './lake-places.ts';

test('Firehose writes rows to the same daily folders as the pipeline', async () => {
  const written: string[] = [];
  const objects = {
    write: async (key: string) => (written.push(key), 'etag'),
    list: async () => [],
    remove: async () => {},
  };
  const bars = [{ t: Date.parse('2026-05-28T13:30:00Z'), o: 10, h: 12, l: 9, c: 11, v: 100 }];
  const pages = (async function* () {
    yield { ticker: 'AAPL', barMs: 60_000, adjusted: false as const, requestId: 'q1', fetchedAtMs: 1, bars };
  })();
  const chunk = { id: 'c1', ticker: 'AAPL', from: '2026-05-28', to: '2026-05-28', barMs: 60_000 };
  await landChunk({ runId: 'r1', startedAt: new Date('2026-06-02T00:00:00Z') }, chunk, pages, {
    calendars: createCalendars(),
    objects,
  });

  expect(written.map((key) => `${lakeFolder}${key}`)).toEqual([
    expect.stringMatching(new RegExp(`^${landingFolder}2026-06-02/.+\\.gz$`)),
  ]);
});

test('undelivered rows are in the lake, outside the folders that the table reads', () => {
  expect(landingErrorsFolder.startsWith(lakeFolder)).toBe(true);
  expect(landingErrorsFolder.startsWith(landingFolder)).toBe(false);
});
