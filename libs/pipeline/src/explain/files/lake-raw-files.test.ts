import { gzipSync } from 'node:zlib';
import { athenaQueryBuilder, compileAthenaSql } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { describe, expect, it } from 'vitest';
import { createMemoryObjects } from '../../run/lake/testing/memory-objects.ts';
import { createLakeRawFiles, pathsOf } from './lake-raw-files.ts';

const db = athenaQueryBuilder<Tables>();

describe('the landed objects of a lake', () => {
  it.each([
    { startedAt: null, days: '' },
    { startedAt: '2026-05-30T23:50:00.000Z', days: " and dt in ('2026-05-30', '2026-05-31', '2026-06-01')" },
  ])('are found by one query, on the days after $startedAt', ({ startedAt, days }) => {
    const wanted = {
      runId: 'r1',
      ticker: 'BRK.B',
      month: '2026-05',
      firstMs: 60_000,
      lastMs: 120_000,
      runStartedAt: startedAt,
    };
    expect(compileAthenaSql(pathsOf(db, wanted))).toBe(
      `select distinct "$path" as "path" from "raw_bars" where "run_id" = 'r1' and "ticker" = 'BRK.B' and any_match(coalesce(starts_ms, array[bar_start_ms]), t -> t between 60000 and 120000)${days}`,
    );
  });

  it('are read, and are null when they are gone', async () => {
    const objects = createMemoryObjects();
    const rawFiles = createLakeRawFiles(db, objects);
    await objects.write('landing/raw_bars/2026-05-30/a.gz', gzipSync('line\n'));
    await objects.write('landing/raw_bars/2026-05-30/b.gz', 'no gzip');
    const path = (name: string): string => `${objects.location}landing/raw_bars/2026-05-30/${name}.gz`;
    expect(await rawFiles.read(path('a'))).toBe('line\n');
    expect(await rawFiles.read(path('c'))).toBeNull();
    await expect(rawFiles.read(path('b'))).rejects.toThrow('is not a gzip file of landed rows');
    await expect(rawFiles.read('s3://elsewhere/a.gz')).rejects.toThrow('reads another folder');
  });
});
