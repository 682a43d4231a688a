import { quoteIdentifier } from '@tickerlake/athena-sql';
import { describe, expect, inject, it, onTestFinished, test, vi } from 'vitest';
import type { LakeOptions } from '../lake/open-lake.ts';
import { createRigLake, type RigLake } from '../lake/testing/rig-lake.ts';
import { buildRun, type ContractRun, publishRun, seen } from '../../testing/contract-store.ts';
import { openTrinoLake } from './open-trino-lake.ts';

const engine = {
  url: inject('engines').trinoUrl,
  user: 'test',
  catalog: 'awsdatacatalog',
  icebergCatalog: 'iceberg',
  fetch,
};
const open = (place: LakeOptions) => openTrinoLake(engine, place);

function createLake(): RigLake {
  const lake = createRigLake(inject('engines'), open);
  onTestFinished(() => lake.close());
  return lake;
}

const first: ContractRun = { runId: 'r1', from: '2026-05-04', to: '2026-05-04' };
/** A day more, and a published bar corrected. */
const second: ContractRun = {
  runId: 'r2',
  from: '2026-05-04',
  to: '2026-05-05',
  corrections: [{ ticker: 'AAPL', t: Date.parse('2026-05-04T15:00:00Z'), h: 150 }],
};
const third: ContractRun = { runId: 'r3', from: '2026-05-06', to: '2026-05-06' };

/** Of each table: its snapshots in order, as added rows and deleted ones. */
async function snapshots(lake: RigLake): Promise<Record<string, string[]>> {
  const of = async (table: string) =>
    (
      await lake.trino(
        `select coalesce(element_at(summary, 'added-records'), '0'), coalesce(element_at(summary, 'added-position-deletes'), '0') from "${table}$snapshots" order by committed_at`,
      )
    ).map(([added, deleted]) => `+${added} -${deleted}`);
  return {
    sessions: await of('sessions'),
    bars: await of('bars'),
    hourly_volatility: await of('hourly_volatility'),
    quality_results: await of('quality_results'),
  };
}

describe('a publish on Trino', () => {
  it('is one snapshot of each table that changes, writes the changed rows only, and is none when it is made again', async () => {
    const lake = createLake();
    const { warehouse } = await lake.open();
    await publishRun(lake, warehouse, first);
    const before = await snapshots(lake);
    const files = await lake.trino('select distinct "$path" from hourly_volatility');
    await publishRun(lake, warehouse, second);
    const after = await snapshots(lake);
    expect(after).toEqual({
      sessions: before['sessions'],
      bars: [...(before['bars'] ?? []), '+27 -1'],
      hourly_volatility: [...(before['hourly_volatility'] ?? []), '+15 -1'],
      quality_results: [...(before['quality_results'] ?? []), expect.anything()],
    });
    const inOldFiles = files.map(([path]) => `'${String(path)}'`).join(', ');
    expect(await lake.trino(`select count(*) from hourly_volatility where "$path" in (${inOldFiles})`)).toEqual([
      ['13'],
    ]);

    await publishRun(lake, warehouse, { ...second, runId: 'r2-again' });
    expect(await snapshots(lake)).toEqual(after);

    const build = await buildRun(lake, warehouse, third);
    const put = lake.place.s3.putObject.bind(lake.place.s3);
    const stopped = vi
      .spyOn(lake.place.s3, 'putObject')
      .mockImplementation(async (input) =>
        input.Key.includes('/releases/') ? Promise.reject(new Error('killed')) : put(input),
      );
    await expect(build.publish()).rejects.toThrow('killed');
    stopped.mockRestore();
    const merged = await snapshots(lake);
    expect(merged['hourly_volatility']).toHaveLength((after['hourly_volatility'] ?? []).length + 1);
    expect(await build.publish((await lake.open()).warehouse)).toMatchObject({ id: 3, runId: 'r3' });
    expect(await snapshots(lake)).toEqual(merged);
  }, 240_000);

  test.each([
    { kind: 'lose-answer', answers: 'strictly', isRestored: true },
    { kind: 'answer-500', answers: 'strictly', isRestored: true },
    { kind: 'lose-answer', answers: 'forgivingly', isRestored: false },
    { kind: 'answer-500', answers: 'forgivingly', isRestored: false },
  ])(
    'survives a commit whose response is lost ($kind) when Glue answers the retry with $answers',
    async ({ kind, answers, isRestored }) => {
      const lake = createLake();
      const { warehouse } = await lake.open();
      await publishRun(lake, warehouse, first);
      const build = await buildRun(lake, warehouse, second);
      const about = `${lake.place.database}/tables/hourly_volatility/`;
      const moves = vi.spyOn(lake.place.glue, 'updateTable');
      await lake.setFaults([
        { action: 'UpdateTable', kind, about, times: 1 },
        ...(answers === 'forgivingly' ? [{ action: 'UpdateTable', kind: 'forgive-repeated', about, times: 20 }] : []),
      ]);
      expect(await build.publish()).toMatchObject({ id: 2, runId: 'r2' });
      await lake.setFaults([]);
      expect(moves.mock.calls.length > 0).toBe(isRestored);
      const hours = await lake.read('hourly_volatility');
      expect(hours).toHaveLength(28);
      expect(
        hours.find((hour) => hour['ticker'] === 'AAPL' && hour['bar_start'] === '2026-05-04T14:30:00.000Z'),
      ).toMatchObject({ high: 150, run_id: 'r2' });
      expect(await publishRun(lake, warehouse, third)).toMatchObject({ id: 3 });
      expect(await lake.read('hourly_volatility')).toHaveLength(42);
    },
    240_000,
  );

  it('by two at once: one wins, the other fails with that reason, and loses nothing when it rebuilds', async () => {
    const lake = createLake();
    const [one, two] = [
      (await lake.open()).warehouse,
      openTrinoLake(engine, { ...lake.place, holder: 'other' }).warehouse,
    ];
    await publishRun(lake, one, first);
    const builds = [await buildRun(lake, one, second), await buildRun(lake, two, third)];
    const outcomes = await Promise.all(
      builds.map((build) =>
        build.publish().then(
          (release) => (release === 'stale' ? 'stale' : 'published'),
          (error: unknown) => (error instanceof Error ? error.name : 'none'),
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'published')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'stale' || outcome === 'RunLockedError')).toHaveLength(1);
    for (const [run, warehouse] of [
      [second, one],
      [third, two],
    ] as const)
      await publishRun(lake, warehouse, run);
    expect(await lake.read('hourly_volatility')).toHaveLength(42);
  }, 240_000);

  it('is gone back from by the pointer when the state that readers see cannot be read, and followed by another', async () => {
    const lake = createLake();
    const { warehouse } = await lake.open();
    await publishRun(lake, warehouse, first);
    const old = await seen(lake);
    await publishRun(lake, warehouse, second);
    await lake.setFaults([
      {
        action: 'UpdateTable',
        kind: 'answer-500',
        about: `${lake.place.database}/tables/hourly_volatility/`,
        times: 1,
      },
    ]);
    await expect(lake.trino('update hourly_volatility set high = 0e0')).rejects.toThrow(/ICEBERG_COMMIT_ERROR/);
    await expect(lake.read('hourly_volatility')).rejects.toThrow(/ICEBERG/);
    expect(await warehouse.rollback()).toMatchObject({ id: 1 });
    expect(await seen(lake)).toEqual(old);
    expect(await publishRun(lake, warehouse, third)).toMatchObject({ id: 3, parentId: 1 });
    expect(await lake.read('hourly_volatility')).toHaveLength(28);
  }, 240_000);
});

describe('tables that are not as they were left', () => {
  const alter = (lake: RigLake, change: string) =>
    lake.trino(`alter table iceberg.${quoteIdentifier(lake.place.database)}.hourly_volatility ${change}`);

  it('a column more stays, a column less comes back with its values', async () => {
    const lake = createLake();
    const { warehouse } = await lake.open();
    await publishRun(lake, warehouse, first);
    const build = await buildRun(lake, warehouse, second);
    await alter(lake, 'add column note varchar');
    expect(await build.publish()).toBe('stale');
    expect(await publishRun(lake, warehouse, second)).toMatchObject({ id: 2 });
    await alter(lake, 'drop column trades');
    expect(await publishRun(lake, warehouse, { ...second, runId: 'r3' })).toMatchObject({ id: 3 });
    expect(await lake.trino('select count(*), count(trades), count(note) from hourly_volatility')).toEqual([
      ['28', '28', '0'],
    ]);
  }, 240_000);

  test.each([
    {
      name: 'a column of another type',
      change: async (lake: RigLake) => (
        await alter(lake, 'drop column is_complete'),
        alter(lake, 'add column is_complete varchar')
      ),
      says: /is_complete is string and this program writes boolean/,
    },
    {
      name: 'a table that is gone',
      change: (lake: RigLake) =>
        lake.place.glue.deleteTable({ DatabaseName: lake.place.database, Name: 'hourly_volatility' }),
      says: /hourly_volatility is gone, and release 1 has rows of it/,
    },
  ])(
    '$name is refused before and after the build, and nothing is published',
    async ({ change, says }) => {
      const lake = createLake();
      const { warehouse } = await lake.open();
      await publishRun(lake, warehouse, first);
      const before = await lake.read('bars');
      const build = await buildRun(lake, warehouse, second);
      await change(lake);
      await expect(build.publish()).rejects.toThrow(says);
      await expect(buildRun(lake, warehouse, third)).rejects.toThrow(says);
      expect(await lake.read('bars')).toEqual(before);
      expect(await warehouse.currentRelease()).toMatchObject({ id: 1 });
    },
    240_000,
  );
});
