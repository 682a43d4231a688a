import { setImmediate as nextTurn } from 'node:timers/promises';
import { getEventListeners } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runBuilt } from '../testing/run-built.ts';
import { toAnswer, toBars } from '../testing/synthetic-bars.ts';
import { startVendorServer } from '../testing/vendor-server.ts';
import { createVirtualClock, settle } from '../testing/virtual-clock.ts';
import { createSharedLimiter, type LimitStore } from './create-shared-limiter.ts';

function textInMemory(first = ''): LimitStore {
  let text = first;
  return {
    update: async (change) => {
      text = change(text);
    },
  };
}

/** Two limiters, as of two processes, with one store and one clock. */
function twoLimiters(store: LimitStore = textInMemory()) {
  const clock = createVirtualClock();
  const wallClock = { now: () => new Date(clock.nowMs()) };
  const options = { maxStarts: 5, windowMs: 61_000, store, wallClock, clock };
  return { clock, one: createSharedLimiter(options), other: createSharedLimiter(options) };
}

describe('createSharedLimiter', () => {
  it('starts 5 calls of two processes in a window, and each in order', async () => {
    const { clock, one, other } = twoLimiters();
    const started: { caller: string; atMs: number }[] = [];
    const originMs = clock.nowMs();
    for (const number of [1, 2, 3, 4, 5, 6])
      for (const [name, limiter] of Object.entries({ one, other }))
        void limiter
          .acquire()
          .then(() => started.push({ caller: `${name} ${number}`, atMs: clock.nowMs() - originMs }));
    for (let window = 0; window < 3; window += 1) {
      await nextTurn();
      await clock.advance(window < 2 ? 61_000 : 0);
    }
    await nextTurn();

    expect(started.map(({ atMs }) => atMs)).toEqual([
      0, 0, 0, 0, 0, 61_000, 61_000, 61_000, 61_000, 61_000, 122_000, 122_000,
    ]);
    for (const name of ['one', 'other'])
      expect(started.map(({ caller }) => caller).filter((caller) => caller.startsWith(`${name} `))).toEqual(
        [1, 2, 3, 4, 5, 6].map((number) => `${name} ${number}`),
      );
  });

  it('blocks both after a 429 of one, the longest time', async () => {
    const { clock, one, other } = twoLimiters();
    await one.penalize(10_000);
    await other.penalize(3_000);
    let isStarted = false;
    void other.acquire().then(() => (isStarted = true));

    await clock.advance(9_999);
    expect(isStarted).toBe(false);
    await clock.advance(1);
    expect(isStarted).toBe(true);
  });

  it('lets an aborted caller go at once, and counts no start of it', async () => {
    const { clock, one } = twoLimiters();
    for (let call = 0; call < 5; call += 1) await one.acquire();
    const controller = new AbortController();
    const [aborted, next] = [one.acquire(controller.signal), one.acquire()];
    await settle();
    controller.abort(new Error('Ctrl-C'));

    await expect(aborted).rejects.toThrow('Ctrl-C');
    await expect(one.acquire(controller.signal)).rejects.toThrow('Ctrl-C');
    await clock.advance(61_000);
    await expect(next).resolves.toBeUndefined();
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it.each(['[]', '{"startsMs":["x"],"blockedUntilMs":0}', 'hello'])('refuses a store that holds %s', async (text) => {
    const { one } = twoLimiters(textInMemory(text));

    await expect(one.acquire()).rejects.toThrow('store: holds something else');
  });

  it('holds for two processes with a file behind a lock', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'shared-limiter-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const server = await startVendorServer(() => ({ body: toAnswer(toBars(0, 1)) }));
    const windowMs = 200;
    const run = () =>
      runBuilt(
        `const { appendFile, mkdir, readFile, rmdir, writeFile } = require('node:fs/promises');
        const { createPolygonClient, createSharedLimiter } = require('./client.mjs');
        const { FOLDER, URL } = process.env;
        const [file, lock] = [FOLDER + '/limit.json', FOLDER + '/limit.lock'];
        const pause = () => new Promise((done) => setTimeout(done, 5));
        const store = {
          async update(change) {
            while (!(await mkdir(lock).then(() => true, () => false))) await pause();
            const before = await readFile(file, 'utf8').catch(() => '');
            const after = change(before);
            await writeFile(file, after);
            if (after !== before) await appendFile(FOLDER + '/starts.txt', JSON.parse(after).startsMs.at(-1) + '\\n');
            await rmdir(lock);
          },
        };
        const limiter = createSharedLimiter({ maxStarts: 2, windowMs: ${windowMs}, store, wallClock: { now: () => new Date() } });
        const client = createPolygonClient({ apiKey: 'any', baseUrl: URL, limiter });
        const request = { ticker: 'AAPL', multiplier: 1, timespan: 'minute', from: '2026-05-20', to: '2026-05-20', adjusted: false };
        Promise.all([1, 2, 3].map(() => client.aggregates(request))).then((all) => console.log(all.length));`,
        { FOLDER: folder, URL: server.url },
      );

    expect(await Promise.all([run(), run()])).toEqual([
      { exitCode: 0, stdout: '3' },
      { exitCode: 0, stdout: '3' },
    ]);
    expect(server.calls).toHaveLength(6);
    const startsMs = (await readFile(join(folder, 'starts.txt'), 'utf8')).trim().split('\n').map(Number);
    expect(startsMs).toHaveLength(6);
    for (const [index, startMs] of startsMs.entries())
      expect(startMs - (startsMs[index - 2] ?? -Infinity)).toBeGreaterThanOrEqual(windowMs);
  });
});
