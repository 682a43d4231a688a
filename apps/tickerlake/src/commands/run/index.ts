import { Option } from 'commander';
import type { CommandSpec } from '../command-spec.ts';
import { commonOptions, pageOptions, rangeOptions, sourceOptions } from '../shared-options.ts';

const fresh = new Option('--fresh', 'ignore an unfinished run and fetch everything again');
const refetch = new Option('--refetch', 'ask for everything again, also for what is published: corrections are found');
const gaps = new Option(
  '--gaps',
  'ask only for gaps, from the first published session to the last: absent sessions, and those with missing minutes; not before their next ask',
);

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
    summary:
      'show what is missing, which calls a run would make for it, how long and at what cost on AWS; makes no calls',
    options: [...sourceOptions, ...rangeOptions(), refetch, gaps],
    examples: [
      'plan',
      'plan --from 2026-05-01 --to 2026-05-29 --tickers AAPL,MSFT',
      'plan --gaps',
      'plan --source polygon --json',
    ],
    load: async () => (await import('./plan.ts')).plan,
  },
  {
    name: 'run',
    summary: 'fetch what is missing, verify, stage, check and publish; an interrupted run resumes where it stopped',
    options: [...sourceOptions, ...rangeOptions(), refetch, fresh],
    examples: ['run', 'run --from 2026-05-01 --to 2026-05-29', 'run --source replay --replay-dir recorded --json'],
    canResume: true,
    load: async () => (await import('./run.ts')).run,
  },
  {
    name: 'backfill',
    summary:
      'run over years of history: two by default, which is what the free plan offers; asks only for what is missing',
    options: [
      ...sourceOptions,
      ...rangeOptions('two years ago; with --gaps the first published session'),
      gaps,
      refetch,
      fresh,
    ],
    examples: ['backfill', 'backfill --from 2025-01-01 --tickers magnificent7,crypto', 'backfill --gaps'],
    canResume: true,
    load: async () => (await import('./backfill.ts')).backfill,
  },
  {
    name: 'import',
    summary: 'check your own CSV and Parquet files, then publish their bars',
    options: [
      ...commonOptions,
      new Option('--files <folder>', 'folder of the files (default: "files": { "folder" } of the configuration)'),
      new Option('--tickers <list>', 'only these tickers and universes (default: all in the files)'),
      ...rangeOptions('the first one in the files'),
      new Option('--dry-run', 'only show how the files are read, their first rows, and what is odd'),
      new Option('--accept-odd', 'publish although something is odd; bars that nothing decides between are refused'),
    ],
    examples: ['import --dry-run', 'import --files bars', 'import --from 2026-05-01 --to 2026-05-29 --tickers AAPL'],
    notes:
      'The configuration says how columns and times are read: docs/how-to/use-your-own-files.md. Exit code 1: a value cannot\nbe read, or something is odd that concerns every bar; nothing is published then.',
    canResume: true,
    load: async () => (await import('./import.ts')).importFiles,
  },
];
