import { Option } from 'commander';
import type { CommandSpec } from '../command-spec.ts';
import { pageOptions, rangeOptions, sourceOptions } from '../shared-options.ts';

const fresh = new Option('--fresh', 'ignore an unfinished run and fetch everything again');

/** Commands that plan and make runs. */
export const runCommands: readonly CommandSpec[] = [
  {
    name: 'start',
    summary: 'run the pipeline, then open the page; a simulated market unless an API key is set',
    options: [...sourceOptions, ...rangeOptions(), ...pageOptions],
    examples: ['start', 'start --source replay --replay-dir recorded', 'start --tickers magnificent7,crypto --no-open'],
    canResume: true,
    load: async () => (await import('./start.ts')).start,
  },
  {
    name: 'plan',
    summary: 'show which calls a run would make, how long it would take and what it would cost on AWS; makes no calls',
    options: [...sourceOptions, ...rangeOptions()],
    examples: ['plan', 'plan --from 2026-05-01 --to 2026-05-29 --tickers AAPL,MSFT', 'plan --source polygon --json'],
    load: async () => (await import('./plan.ts')).plan,
  },
  {
    name: 'run',
    summary: 'fetch, verify, stage, check and publish; an interrupted run resumes where it stopped',
    options: [...sourceOptions, ...rangeOptions(), fresh],
    examples: ['run', 'run --from 2026-05-01 --to 2026-05-29', 'run --source replay --replay-dir recorded --json'],
    canResume: true,
    load: async () => (await import('./run.ts')).run,
  },
  {
    name: 'backfill',
    summary: 'run over years of history: two by default, which is what the free plan offers',
    options: [...sourceOptions, ...rangeOptions('two years ago'), fresh],
    examples: ['backfill', 'backfill --from 2025-01-01 --tickers magnificent7,crypto'],
    canResume: true,
    load: async () => (await import('./backfill.ts')).backfill,
  },
];
