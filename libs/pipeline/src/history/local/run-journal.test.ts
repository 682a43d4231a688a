import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import type { StepStage } from '../../values/step.ts';
import type { RunRequest } from '../../request/run-request.ts';
import { createJournaledContext, type StepEvent } from '../../run/drivers/journaled-context.ts';
import { createRunJournal, type RunJournal } from './run-journal.ts';
import { storePaths } from '../../storage/files/store-paths.ts';

const request: RunRequest = {
  tickers: ['AAPL'],
  from: '2026-05-01',
  to: '2026-05-29',
  barMs: 60_000,
  source: 'replay',
};
const at = new Date('2026-05-30T12:00:00Z');
const clock = { now: () => at, sleep: () => Promise.resolve() };

async function openJournal() {
  const root = await mkdtemp(join(tmpdir(), 'tickerlake-journal-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const paths = storePaths(root);
  return { journal: createRunJournal(paths), path: paths.journal('r1') };
}

const step = (stage: StepStage, result: unknown) => ({ step: { stage }, at, ms: 5, result });
const stepsOf = async (journal: RunJournal) =>
  (await journal.runs())[0]?.steps.map(({ step: { stage }, result }) => [stage, result]) ?? [];

describe('the journal of a run', () => {
  it('gives back request, steps and end as they were recorded, the oldest run first', async () => {
    const { journal } = await openJournal();
    await journal.start('r1', at, request);
    await journal.recordStep('r1', step('ingest', { rows: 3 }));
    await journal.recordStep('r1', step('verify', undefined));
    await journal.end('r1', at, 'published', { hours: 7n });
    await journal.start('r2', at, request);

    const [first, newest] = await journal.runs();
    expect(newest).toMatchObject({ runId: 'r2', outcome: null, endedAt: null });
    expect(first).toEqual({
      runId: 'r1',
      startedAt: at.toISOString(),
      request,
      endedAt: at.toISOString(),
      outcome: 'published',
      summary: { hours: '7' },
      steps: [
        { step: { stage: 'ingest' }, ms: 5, result: { rows: 3 } },
        { step: { stage: 'verify' }, ms: 5, result: undefined },
      ],
    });
  });

  it('of no store is empty', async () => {
    const { journal } = await openJournal();
    expect(await journal.runs()).toEqual([]);
  });

  it('treats a truncated last line as not written, and continues after it', async () => {
    const { journal, path } = await openJournal();
    await journal.start('r1', at, request);
    await journal.recordStep('r1', step('ingest', { rows: 3 }));
    const whole = await readFile(path);
    await journal.recordStep('r1', step('verify', { files: 1 }));
    const withVerify = await readFile(path);

    for (let length = whole.length; length < withVerify.length; length += 9) {
      await writeFile(path, withVerify);
      await truncate(path, length);
      expect(await stepsOf(journal), `cut at ${length}`).toEqual([['ingest', { rows: 3 }]]);
      await journal.recordStep('r1', step('stage', 'again'));
      expect(await stepsOf(journal), `cut at ${length}, gone on`).toEqual([
        ['ingest', { rows: 3 }],
        ['stage', 'again'],
      ]);
    }
  });

  test.each([
    { name: 'is empty', text: '' },
    { name: 'holds half of its first line', text: '\n{"kind":"started","runId":"r1"' },
    { name: 'is no journal', text: 'hello\n[1,2]\n{"kind":"step"}' },
  ])('a file that $name is not a run', async ({ text }) => {
    const { journal, path } = await openJournal();
    await journal.start('r1', at, request);
    await writeFile(path, text);
    expect(await journal.runs()).toEqual([]);
  });

  it('passes over lines of a later version of this program', async () => {
    const { journal, path } = await openJournal();
    await journal.start('r1', at, request);
    await appendFile(path, '\n{"kind":"paused","at":"later"}');
    await journal.recordStep('r1', step('verify', 1));
    expect(await stepsOf(journal)).toEqual([['verify', 1]]);
  });
});

describe('a resumed run', () => {
  it('takes remembered results and runs only what is missing', async () => {
    const { journal } = await openJournal();
    await journal.start('r1', at, request);
    const done: string[] = [];
    const events: string[] = [];
    const go = async (failAt: string | null) => {
      const [run] = await journal.runs();
      if (run === undefined) throw new Error('no run');
      const onStep = (event: StepEvent) =>
        void (event.phase !== 'started' && events.push(`${event.phase} ${event.step.stage}`));
      const context = createJournaledContext({ journal, run, clock, signal: new AbortController().signal, onStep });
      const results: unknown[] = [];
      for (const stage of ['ingest', 'verify', 'stage'] as const) {
        results.push(
          await context.step({ stage }, async () => {
            if (stage === failAt) throw new Error('killed');
            done.push(stage);
            return { from: stage };
          }),
        );
      }
      return results;
    };

    await expect(go('stage')).rejects.toThrow('killed');
    expect(await go(null)).toEqual([{ from: 'ingest' }, { from: 'verify' }, { from: 'stage' }]);
    expect(done).toEqual(['ingest', 'verify', 'stage']);
    expect(events).toEqual([
      'finished ingest',
      'finished verify',
      'remembered ingest',
      'remembered verify',
      'finished stage',
    ]);
  });

  it('starts no further step after a stop request', async () => {
    const { journal } = await openJournal();
    const run = await journal.start('r1', at, request);
    const stop = new AbortController();
    stop.abort(new Error('Ctrl-C'));
    const context = createJournaledContext({ journal, run, clock, signal: stop.signal });
    await expect(context.step({ stage: 'ingest' }, async () => 1)).rejects.toThrow('Ctrl-C');
    expect(await stepsOf(journal)).toEqual([]);
  });
});
