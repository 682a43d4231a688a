import { describe, expect, test } from 'vitest';
import { createQueryPoller } from './query-poller.ts';
import { apiError, createScriptedAthena, type ExecutionScript, type Fault } from './testing/scripted-athena.ts';
import { createTestClock } from './testing/test-clock.ts';

async function setUp(scripts: readonly ExecutionScript[], faults: readonly Fault[] = []) {
  const clock = createTestClock();
  const athena = createScriptedAthena(clock, (_, ordinal) => scripts[ordinal - 1] ?? {}, faults);
  const poller = createQueryPoller(athena, clock, { firstMs: 200, capMs: 5_000, deadlineMs: 30_000, maxFailures: 3 });
  const ids: string[] = [];
  for (const index of scripts.keys()) ids.push((await athena.startQueryExecution({ QueryString: `select ${index}`, ClientRequestToken: String(index) })).QueryExecutionId ?? '');
  const asked = (name: string) => athena.calls.filter((call) => call.name === name);
  return { clock, athena, poller, ids, asked };
}

describe('the poller', () => {
  test('asks after growing intervals, at most 5 s apart', async () => {
    const { clock, poller, asked } = await setUp([{ engineMs: 40_000 }]);
    expect((await clock.run(poller.wait('q1'))).Status?.State).toBe('SUCCEEDED');
    const times = asked('batchGetQueryExecution').map(({ atMs }) => atMs);
    expect(times.slice(0, 4)).toEqual([200, 500, 950, 1_625]);
    const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
    expect(gaps.every((gap, index) => gap >= (gaps[index - 1] ?? 0))).toBe(true);
    expect(Math.max(...gaps)).toBe(5_000);
  });

  test('asks for many with one call, at most 50 in it', async () => {
    const { clock, poller, ids, asked } = await setUp(Array.from({ length: 120 }, () => ({ engineMs: 50 })));
    expect(await clock.run(Promise.all(ids.map((id) => poller.wait(id))))).toHaveLength(120);
    expect(asked('batchGetQueryExecution').map((call) => call.ids.length)).toEqual([50, 50, 20]);
    expect(asked('getQueryExecution')).toEqual([]);
  });

  test('shares one question between all who wait for the same execution', async () => {
    const { clock, poller, asked } = await setUp([{ queueMs: 0, engineMs: 50 }]);
    const [first, second] = await clock.run(Promise.all([poller.wait('q1'), poller.wait('q1')]));
    expect(first).toBe(second);
    expect(asked('batchGetQueryExecution')).toHaveLength(1);
  });

  test.each(['AccessDeniedException', 'UnknownOperationException', 'InvalidAction'])('falls back to single calls for good on %s', async (name) => {
    const { clock, poller, ids, asked } = await setUp([{ engineMs: 2_000 }, { engineMs: 2_000 }], [{ call: 'batchGetQueryExecution', error: apiError(name), times: 1_000 }]);
    const ends = await clock.run(Promise.all(ids.map((id) => poller.wait(id))));
    expect(ends.map((end) => end.Status?.State)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(asked('batchGetQueryExecution')).toHaveLength(1);
    expect(asked('getQueryExecution').length).toBeGreaterThan(2);
  });

  test('an execution that nobody knows fails alone', async () => {
    const { clock, poller } = await setUp([{ engineMs: 1_000 }]);
    const ends = await clock.run(Promise.allSettled([poller.wait('q1'), poller.wait('gone')]));
    expect(ends).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { message: expect.stringContaining('gone') } }]);
  });

  test.each([
    { name: 'two throttled calls are borne', times: 2, status: 'fulfilled' },
    { name: 'three in a row are not', times: 3, status: 'rejected' },
  ])('$name', async ({ times, status }) => {
    const { clock, poller } = await setUp([{ engineMs: 1_000 }], [{ call: 'batchGetQueryExecution', error: apiError('ThrottlingException'), times }]);
    expect(await clock.run(Promise.allSettled([poller.wait('q1')]))).toMatchObject([{ status }]);
  });

  test('who comes later is asked for too, and who leaves is not', async () => {
    const { clock, poller, asked } = await setUp([{ engineMs: 20_000 }, { engineMs: 20_000 }]);
    const controller = new AbortController();
    const leaving = poller.wait('q1', controller.signal).catch(String);
    await clock.run(clock.sleep(3_000));
    const coming = poller.wait('q2');
    clock.at(6_000, () => controller.abort('enough'));
    expect(await clock.run(leaving)).toBe('enough');
    await clock.run(coming);
    expect(asked('batchGetQueryExecution').filter(({ atMs }) => atMs > 6_000).every(({ ids }) => ids.join() === 'q2')).toBe(true);
  });

  test('does not ask before the time, although a timer fires early', async () => {
    const { clock, athena, asked } = await setUp([{ queueMs: 0, engineMs: 200 }]);
    let early = 1;
    const hasty = { now: () => clock.now(), sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms === 200 && early-- > 0 ? ms - 1 : ms, signal) };
    const poller = createQueryPoller(athena, hasty, { firstMs: 200, capMs: 5_000, deadlineMs: 30_000, maxFailures: 3 });
    await clock.run(poller.wait('q1'));
    expect(asked('batchGetQueryExecution').map(({ atMs }) => atMs)).toEqual([200]);
  });

  test('begins again after it had nothing to do', async () => {
    const { clock, poller } = await setUp([{ engineMs: 100 }, { engineMs: 9_000 }]);
    await clock.run(poller.wait('q1'));
    await clock.run(clock.sleep(1_000));
    expect((await clock.run(poller.wait('q2'))).QueryExecutionId).toBe('q2');
  });
});
