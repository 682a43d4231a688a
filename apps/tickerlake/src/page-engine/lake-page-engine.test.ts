import type { OpenCurrent, Scanned } from '@tickerlake/pipeline';
import { expect, test } from 'vitest';
import { startLakePageEngine } from './lake-page-engine.ts';

const megabyte = 2 ** 20;
const signal = new AbortController().signal;

/** A lake whose statements answer their own text, each billed as 10 MB. */
function createLake(maxPageBytes?: number) {
  const ran: string[] = [];
  const stopped: string[] = [];
  let [state, nowMs] = ['1', 0];
  const scanned = (): Scanned => ({
    statements: ran.length,
    bytesScanned: ran.length,
    bytesBilled: ran.length * 10 * megabyte,
    dollars: ran.length * 0.00005,
  });
  const current: Pick<OpenCurrent, 'read'> = {
    async *read(text, own) {
      ran.push(text);
      if (text === 'wrong') throw new Error('The statement is wrong.');
      if (text === 'endless')
        await new Promise((_, reject) => {
          own?.addEventListener('abort', () => (stopped.push(text), reject(own.reason)));
        });
      yield { columns: [{ name: 'text', type: 'VARCHAR' }], rows: [[text]] };
    },
  };
  const engine = startLakePageEngine({
    published: { state: async () => state, openCurrent: async () => current as OpenCurrent },
    engine: 'Athena',
    scanned,
    nowMs: () => nowMs,
    ...(maxPageBytes !== undefined && { maxPageBytes }),
  });
  return {
    engine,
    ran,
    stopped,
    publish() {
      state = '2';
      nowMs += 60_000;
    },
  };
}

test('a statement is run once a release, also for two that ask at the same time', async () => {
  const { engine, ran, publish } = createLake();
  const both = await Promise.all([engine.rows('select 1', signal), engine.rows('select 1', signal)]);
  expect(both.map(({ rows }) => rows)).toEqual([[['select 1']], [['select 1']]]);
  await engine.rows('select 1', signal);
  expect(ran).toEqual(['select 1']);
  publish();
  await engine.rows('select 1', signal);
  expect(ran).toEqual(['select 1', 'select 1']);
});

test('a failure is not kept', async () => {
  const { engine, ran } = createLake();
  await expect(engine.rows('wrong', signal)).rejects.toThrow('The statement is wrong.');
  await expect(engine.rows('wrong', signal)).rejects.toThrow('The statement is wrong.');
  expect(ran).toHaveLength(2);
});

test('beyond the limit nothing new is run, and what was answered stays', async () => {
  const { engine, ran } = createLake(15 * megabyte);
  await engine.rows('select 1', signal);
  await engine.rows('select 2', signal);
  await expect(engine.rows('select 3', signal)).rejects.toThrow(
    /Athena bills the statements of this page as 20.0 MB, \$0\.0001, and the limit is 15.0 MB: nothing more is run/,
  );
  expect((await engine.rows('select 1', signal)).rows).toEqual([['select 1']]);
  expect(ran).toEqual(['select 1', 'select 2']);
  expect(engine.scans()).toMatchObject({
    ...{ engine: 'Athena', statements: 2 },
    ...{ countedBytes: 20 * megabyte, maxBytes: 15 * megabyte },
  });
});

test('a statement is stopped when nobody waits for it any more', async () => {
  const { engine, ran, stopped } = createLake();
  const [one, other] = [new AbortController(), new AbortController()];
  const asked = [engine.rows('endless', one.signal), engine.rows('endless', other.signal)];
  const ends = asked.map((rows) => rows.catch((error: unknown) => error));
  await expect.poll(() => ran).toHaveLength(1);
  one.abort(new Error('left'));
  expect(await ends[0]).toMatchObject({ message: 'left' });
  expect(stopped).toEqual([]);
  other.abort(new Error('left too'));
  expect(await ends[1]).toMatchObject({ message: 'left too' });
  await expect.poll(() => stopped).toEqual(['endless']);
  await engine.close();
});
