import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../ports/system-clock.ts';
import { createCalendars } from '../ports/calendars.ts';
import { planRun } from '../request/plan-run.ts';
import { openPublished } from '../run/local/published-reader.ts';
import { runLocally } from '../run/local/run-locally.ts';
import { createReleaseStore } from '../storage/releases/release-store.ts';
import { storePaths } from '../storage/files/store-paths.ts';
import { createSyntheticSource } from '../testing/synthetic-source.ts';
import type { Step } from '../values/step.ts';
import { stepName } from '../values/step.ts';
import { createLocalLedgerStore } from './local-ledger-store.ts';
import { readPublishedSessions } from './read-published-sessions.ts';
import { settleLedger } from './settle-ledger.ts';
import { wantedSessions } from './wanted-sessions.ts';

const calendars = createCalendars();
const tickers = ['AAPL', 'MSFT', 'NVDA'];
const request = { tickers, from: '2026-04-27', to: '2026-05-08', barMs: 1_800_000, source: 'simulated' as const };
/** Sessions of two months. */
const holes = [
  { ticker: 'AAPL', date: '2026-04-29' },
  { ticker: 'AAPL', date: '2026-05-05' },
  { ticker: 'MSFT', date: '2026-05-06' },
];
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tickerlake-gaps-'));
  await fill(join(root, 'whole'), []);
  await fill(join(root, 'broken'), holes);
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

/** Runs a plan on a store and returns the chunks that were fetched. */
async function run(
  folder: string,
  plan: ReturnType<typeof planRun>,
  options: {
    readonly without?: readonly { ticker: string; t: number }[];
    readonly onStep?: (step: Step, phase: string) => void;
    readonly ledger?: ReturnType<typeof settleLedger>;
  } = {},
): Promise<{ readonly fetched: string[]; readonly error: unknown }> {
  const source = createSyntheticSource({ calendars, clock: systemClock, tickers, without: options.without ?? [] });
  const fetched: string[] = [];
  const error = await runLocally({
    paths: storePaths(folder),
    calendars,
    source: {
      ...source,
      fetchBars(chunk, signal) {
        fetched.push(chunk.id);
        return source.fetchBars(chunk, signal);
      },
    },
    clock: systemClock,
    plan,
    ledger: options.ledger,
    rules: [],
    freshAt: new Date('2026-05-08T20:00:00Z'),
    keepReleases: 2,
    command: 'test',
    signal: new AbortController().signal,
    onStep: ({ step, phase }) => options.onStep?.(step, phase),
  }).then(
    () => null,
    (cause: unknown) => cause,
  );
  return { fetched, error };
}

async function fill(folder: string, lost: readonly { ticker: string; date: string }[]): Promise<void> {
  const without = lost.flatMap(({ ticker, date }) =>
    calendars.XNYS.sessions(date, date).flatMap(({ openMs }) =>
      Array.from({ length: 13 }, (_, at) => ({ ticker, t: openMs + at * request.barMs })),
    ),
  );
  expect((await run(folder, planRun(request, calendars, null), { without })).error).toBeNull();
}

const read = async <Result>(
  folder: string,
  work: (reader: Awaited<ReturnType<typeof openPublished>>) => Promise<Result>,
) => {
  const paths = storePaths(folder);
  const release = await createReleaseStore(paths).current();
  if (release === null) throw new Error(`Nothing is published in ${folder}.`);
  const reader = await openPublished(paths, release);
  return work(reader).finally(() => reader.close());
};

/** What the command does: a ledger a day later, and the plan for what it lacks. */
async function planGaps(folder: string) {
  const published = await read(folder, ({ db }) => readPublishedSessions(db, request, calendars));
  const { known } = await createLocalLedgerStore(storePaths(folder)).open();
  const now = new Date(Date.now() + 2 * 86_400_000);
  const ledger = settleLedger({ ...request, calendars, absences: [], published, remembered: known ?? [], now });
  const isWanted = wantedSessions(ledger, 0);
  return { ledger, plan: planRun({ ...request, asks: 'gaps' }, calendars, null, { isWanted }) };
}

const rowsOf = (folder: string) =>
  read(folder, async ({ engine }) => {
    const { rows } = await sql`select * exclude (run_id, request_id, fetched_at) from bars order by all`.execute(
      engine,
    );
    const hours = await sql`select * exclude (run_id) from hourly_volatility order by all`.execute(engine);
    return [rows, hours.rows];
  });

test('gaps are repaired, and the run resumes after every step without a call twice', { timeout: 240_000 }, async () => {
  const whole = await rowsOf(join(root, 'whole'));
  expect(await rowsOf(join(root, 'broken'))).not.toEqual(whole);
  const steps: string[] = [];
  const first = join(root, 'first');
  await cp(join(root, 'broken'), first, { recursive: true });
  const { ledger, plan } = await planGaps(first);
  expect(plan.chunks.map(({ ticker, from, to }) => [ticker, from, to])).toEqual([
    ['AAPL', '2026-04-29', '2026-05-05'],
    ['MSFT', '2026-05-06', '2026-05-06'],
  ]);
  const done = await run(first, plan, {
    ledger,
    onStep: (step, phase) => void (phase === 'finished' && steps.push(stepName(step))),
  });
  expect(done).toEqual({ fetched: plan.chunks.map(({ id }) => id), error: null });
  expect(await rowsOf(first)).toEqual(whole);
  expect((await planGaps(first)).plan.chunks).toEqual([]);
  expect(steps.length).toBeGreaterThan(9);

  for (const [index, name] of steps.entries()) {
    const folder = join(root, `killed-${index}`);
    await cp(join(root, 'broken'), folder, { recursive: true });
    const before = await planGaps(folder);
    const killed = await run(folder, before.plan, {
      ledger: before.ledger,
      onStep: (step, phase) => {
        if (phase === 'finished' && stepName(step) === name) throw new Error('killed');
      },
    });
    expect(killed.error, name).toEqual(new Error('killed'));
    const after = await planGaps(folder);
    const resumed = await run(folder, after.plan, { ledger: after.ledger });
    expect({ name, error: resumed.error }).toEqual({ name, error: null });
    expect([...killed.fetched, ...resumed.fetched].sort(), name).toEqual(plan.chunks.map(({ id }) => id).sort());
    expect(await rowsOf(folder), name).toEqual(whole);
    await rm(folder, { recursive: true, force: true });
  }
});
