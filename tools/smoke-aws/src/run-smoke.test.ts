import { describe, expect, test } from 'vitest';
import { runSmoke } from './run-smoke.ts';
import { SmokeError } from './smoke-error.ts';
import { smokeStage } from './smoke-stage.ts';
import { createFakeWorld } from './testing/fake-world.ts';

const stage = smokeStage('smokek3x9q2');
const key = 'canary-5f2c9d';
const prefix = 'tickerlake-smokek3x9q2-';
const forward = [
  'putKey /tickerlake/smokek3x9q2/api-key',
  'deploy',
  `startRun ${prefix}dispatcher 2026-11-27T00:00:00.000Z`,
  `runState ${prefix}orchestrator`,
  'readHours tickerlake_smokek3x9q2_polygon tickerlake-smokek3x9q2',
];
const backward = [
  `stopRuns ${prefix}orchestrator`,
  'destroy',
  `listBuckets ${prefix}`,
  `removeBucket ${prefix}bucketslake1`,
  `removeBucket ${prefix}bucketsresults1`,
  `removeBucket ${prefix}bucketsaccesslogs1`,
  'removeDatabase tickerlake_smokek3x9q2_polygon',
  'deleteKey /tickerlake/smokek3x9q2/api-key',
];

function createSession(options: Parameters<typeof createFakeWorld>[0] = {}) {
  const fake = createFakeWorld({ tickers: stage.tickers, ...options });
  const said: string[] = [];
  const interrupt = new AbortController();
  let nowMs = Date.UTC(2026, 10, 27);
  const clock = {
    now: () => new Date(nowMs),
    sleep: async (ms: number, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      nowMs += ms;
    },
  };
  return {
    ...fake,
    said,
    interrupt,
    session: { world: fake.world, clock, say: (text: string) => void said.push(text), signal: interrupt.signal },
  };
}

test('puts the key, deploys, runs, looks, and takes everything away', async () => {
  const { session, calls, said } = createSession();

  expect(await runSmoke(stage, key, session)).toEqual(stage.tickers.map((ticker) => ({ ticker, hours: 7 })));
  expect(calls).toEqual([...forward, ...backward]);
  expect(said.join('\n')).not.toContain(key);
});

describe.each([
  { failing: 'putKey', done: 1 },
  { failing: 'deploy', done: 2 },
  { failing: 'startRun', done: 3 },
  { failing: 'runState', done: 4 },
  { failing: 'readHours', done: 5 },
])('when $failing fails', ({ failing, done }) => {
  test('nothing after it is done, and everything is taken away', async () => {
    const { session, calls } = createSession({ failing: [failing] });

    await expect(runSmoke(stage, key, session)).rejects.toThrow(`${failing} is broken`);
    expect(calls).toEqual([...forward.slice(0, done), ...backward]);
  });
});

test.each([
  { failing: 'stopRuns', left: 'stop runs' },
  { failing: 'destroy', left: 'destroy the stack' },
  { failing: 'listBuckets', left: 'find buckets' },
  { failing: 'removeBucket', left: 'bucketslake1: removeBucket is broken' },
  { failing: 'removeDatabase', left: 'remove the database' },
  { failing: 'deleteKey', left: 'remove the key' },
])('when $failing fails, the rest is taken away all the same, and what is left is said', async ({ failing, left }) => {
  const { session, calls } = createSession({ failing: [failing] });
  const end = await runSmoke(stage, key, session).catch((error: unknown) => error);

  expect(end).toBeInstanceOf(SmokeError);
  expect(String(end)).toContain(left);
  expect(String(end)).toContain('npm run smoke:aws -- --clean smokek3x9q2');
  expect(calls.at(-1)).toBe('deleteKey /tickerlake/smokek3x9q2/api-key');
});

test('a run that failed and a clean-up that failed are both said', async () => {
  const { session } = createSession({ statuses: ['FAILED'], failing: ['destroy'] });

  await expect(runSmoke(stage, key, session)).rejects.toThrow(
    /ended as FAILED: a check failed[\s\S]*destroy the stack: destroy is broken/,
  );
});

test('waits while the run is in progress, for at most 45 minutes', async () => {
  const patient = createSession({ statuses: [null, 'RUNNING', 'RUNNING', 'SUCCEEDED'] });
  await runSmoke(stage, key, patient.session);
  expect(patient.calls.filter((call) => call.startsWith('runState'))).toHaveLength(4);

  const endless = createSession({ statuses: ['RUNNING'] });
  await expect(runSmoke(stage, key, endless.session)).rejects.toThrow('still running after 45 minutes');
  expect(endless.calls.slice(-backward.length)).toEqual(backward);
});

test('a ticker that readers do not see is a fault', async () => {
  const { session } = createSession({ tickers: stage.tickers.slice(1) });

  await expect(runSmoke(stage, key, session)).rejects.toThrow('readers see no hours of AAPL');
});

test('Ctrl-C continues with the clean-up', async () => {
  const { session, calls, interrupt } = createSession({
    onCall: (name) => name === 'deploy' && interrupt.abort(new Error('Stopped')),
  });

  await expect(runSmoke(stage, key, session)).rejects.toThrow('Stopped');
  expect(calls).toEqual([...forward.slice(0, 2), ...backward]);
});
