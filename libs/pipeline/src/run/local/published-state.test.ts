import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { publishedState } from './published-state.ts';
import { createRunJournal } from '../../history/local/run-journal.ts';
import { storePaths } from '../../storage/files/store-paths.ts';

test('the state of a store changes with the release, with each run that starts and with each that ends, and with nothing else', async () => {
  const root = await mkdtemp(join(tmpdir(), 'tickerlake-state-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const paths = storePaths(root);
  const journal = createRunJournal(paths);
  const at = new Date('2026-05-30T12:00:00Z');
  const request = { tickers: ['AAPL'], from: '2026-05-01', to: '2026-05-29', barMs: 60_000, source: 'replay' } as const;
  const states: string[] = [];
  const note = async (id = 1): Promise<void> => void states.push(await publishedState(paths, { id }));

  await note();
  await journal.start('r1', at, request);
  await note();
  await journal.end('r1', at, 'checks-failed', { message: 'a rule failed' });
  await note();
  await journal.start('r2', at, request);
  await note();
  await note(2);
  expect(new Set(states).size).toBe(states.length);

  await journal.recordStep('r2', { step: { stage: 'ingest' }, at, ms: 1, result: { rows: 1 } });
  expect(await publishedState(paths, { id: 2 })).toBe(states.at(-1));
});
