import { setTimeout as sleep } from 'node:timers/promises';
import { Athena } from '@aws-sdk/client-athena';
import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import { collectChunks, planRun, runPipeline, systemClock, type WorkflowContext } from '@tickerlake/pipeline';
import { type Lake, openAwsLake } from '@tickerlake/pipeline/aws';
import { universes } from '@tickerlake/record-schema';
import { type BenchRange, calendars, createBenchRun, createBenchSource } from './bench-run.ts';
import { type Line, median } from './print-lines.ts';

const tickers = universes.magnificent7;
const twoYears = { tickers, from: '2024-06-03', to: '2026-04-30' };
/** A day, and the two previous sessions, which every run fetches again for corrections. */
const days = ['2026-05-21', '2026-05-22', '2026-05-26', '2026-05-27', '2026-05-28', '2026-05-29'];
const fiveMinutesMs = 300_000;

/** What a run did once its bars had landed. */
interface LakeRun {
  readonly ms: number;
  readonly bytes: number;
}

/** A lake on the engines behind a front, and a function that runs a range on it. */
interface BenchLake {
  run(range: BenchRange): Promise<LakeRun>;
  close(): void;
}

/**
 * Compares a day on a lake of 24 months and on a lake of that month alone, with the same five-minute bars: staged,
 * checked and published through the Athena API, backed by real Trino.
 *
 * @param front URL of Athena, Glue and S3 of the running engines (`npm run engines:start`).
 * @example
 * const lines = await measureLake('http://127.0.0.1:5001', 3);
 */
export async function measureLake(front: string, repeats: number): Promise<Line[]> {
  const [large, small] = [openBenchLake(front, 'large'), openBenchLake(front, 'small')];
  try {
    const history = await large.run(twoYears);
    for (const lake of [small, large]) await lake.run({ tickers, from: '2026-05-01', to: '2026-05-20' });
    const runs: Record<'large' | 'small', LakeRun[]> = { large: [], small: [] };
    for (const [round, to] of days.slice(0, repeats).entries()) {
      const range = { tickers, from: calendars.XNYS.sessions('2026-05-01', to).at(-3)?.tradingDate ?? to, to };
      // Alternating, so that neither is always first.
      for (const size of round % 2 === 0 ? (['small', 'large'] as const) : (['large', 'small'] as const))
        runs[size].push(await (size === 'small' ? small : large).run(range));
    }
    const middle = (some: readonly LakeRun[], key: keyof LakeRun): number => median(some.map((run) => run[key]));
    const text = (some: readonly LakeRun[]): string =>
      `${(middle(some, 'ms') / 1_000).toFixed(2)} s, ${(middle(some, 'bytes') / 1e6).toFixed(2)} MB scanned`;
    const ratios = (key: keyof LakeRun): number[] =>
      runs.large.map((run, round) => run[key] / (runs.small[round]?.[key] ?? NaN));
    const ratio = (key: keyof LakeRun): string =>
      `${median(ratios(key)).toFixed(2)} (${ratios(key)
        .map((one) => one.toFixed(2))
        .join(', ')})`;
    return [
      { what: '23 months of seven tickers, staged to published', value: text([history]) },
      { what: 'a day on the lake of one month', value: text(runs.small) },
      { what: 'a day on the lake of 24 months', value: text(runs.large) },
      { what: 'ratio of bytes (goal: at most 1.3)', value: ratio('bytes') },
      { what: 'ratio of time (goal: at most 1.3)', value: ratio('ms') },
    ];
  } finally {
    large.close();
    small.close();
  }
}

function openBenchLake(endpoint: string, name: string): BenchLake {
  const access = { region: 'us-east-1', endpoint, credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };
  const [athena, glue, s3] = [new Athena(access), new Glue(access), new S3({ ...access, forcePathStyle: true })];
  const database = `bench_${name}_${systemClock.now().getTime()}`;
  const location = `s3://lake/${database}/`;
  let bytes = 0;
  const lake = openAwsLake(
    {
      athena,
      outputLocation: `${location}results/`,
      poll: { firstMs: 50, capMs: 500 },
      onStatistics: (query) => void (bytes += query.bytesScanned),
    },
    {
      glue,
      s3,
      location,
      database,
      calendars,
      clock: { now: () => systemClock.now(), sleep: (ms, signal) => sleep(ms, undefined, signal && { signal }) },
      random: Math.random,
      holder: 'bench',
    },
  );
  return {
    async run(range) {
      bytes = 0;
      const ms = await timeRun(lake, range);
      return { ms, bytes };
    },
    close: () => [athena, glue, s3].forEach((client) => client.destroy()),
  };
}

/** The time from the first build to the end of tidying. */
async function timeRun({ landing, warehouse }: Lake, range: BenchRange): Promise<number> {
  let sum = 0;
  const context: WorkflowContext = {
    async step(step, body) {
      const startedMs = performance.now();
      const result = await body();
      if (step.stage !== 'ingest' && step.stage !== 'verify') sum += performance.now() - startedMs;
      return result;
    },
    sleep: (_name, ms) => systemClock.sleep(ms),
    now: () => systemClock.now(),
  };
  // Landed on that same day, because a build reads the landing days of its run.
  const plan = planRun({ ...range, barMs: fiveMinutesMs, source: 'simulated' }, calendars, null);
  const run = {
    ...(await createBenchRun(range)),
    plan,
    runId: `${range.from}-${range.to}`,
    startedAt: new Date(`${range.to}T21:00:00Z`),
  };
  await runPipeline(context, run, { collect: collectChunks({ source: createBenchSource(), landing }), warehouse });
  return sum;
}
