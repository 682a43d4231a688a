import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '@tickerlake/pipeline';
import { createRunJournal, type JournaledRun, runLocally, storePaths } from '@tickerlake/pipeline/local';
import { plantPastRuns } from '@tickerlake/pipeline/testing';
import { universes } from '@tickerlake/record-schema';
import { calendars, createBenchRun, createBenchSource } from './bench-run.ts';
import { type CommandTime, measureCommand } from './measure-command.ts';
import { type Line, median } from './print-lines.ts';

const range = { tickers: universes.magnificent7, from: '2026-05-26', to: '2026-05-29' };
/** Ten years of hours. */
const manyRuns = 88_000;
const fewRuns = 10;

const commands: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  { name: 'query "select 1"', args: ['query', 'select 1'] },
  { name: 'query of the last runs', args: ['query', 'select * from runs order by sequence desc limit 20'] },
  { name: 'query of the hours', args: ['query', 'select ticker, count(*) from hourly_volatility group by ticker'] },
  { name: 'status', args: ['status'] },
  { name: 'releases', args: ['releases'] },
  { name: 'check', args: ['check'] },
  { name: 'gc --dry-run', args: ['gc', '--dry-run'] },
  { name: 'plan', args: ['plan', '--from', range.from, '--to', range.to] },
  { name: 'run', args: ['run', '--from', range.from, '--to', range.to] },
  { name: 'preview --export (all pages)', args: ['preview', '--export', 'page.html'] },
];

/**
 * Compares every command on a store with ten years of hourly runs and on one with ten runs, with the same bars. They
 * alternate, so that other load on the machine affects both.
 *
 * @example
 * const lines = await measureHistory('/data/bench', 5);
 */
export async function measureHistory(folder: string, repeats: number): Promise<Line[]> {
  const [few, many] = [join(folder, 'few'), join(folder, 'many')];
  const template = await runOnce(join(few, 'simulated'));
  await cp(few, many, { recursive: true });
  await plantPastRuns(storePaths(join(few, 'simulated')), template, fewRuns);
  await plantPastRuns(storePaths(join(many, 'simulated')), template, manyRuns);
  const lines: Line[] = [];
  for (const { name, args } of commands) {
    const measure = (dataDir: string): Promise<CommandTime> =>
      measureCommand(
        [
          ...args.map((arg) => (arg === 'page.html' ? join(dataDir, arg) : arg)),
          '--source',
          'simulated',
          '--data-dir',
          dataDir,
        ],
        join(folder, 'usage'),
      );
    const rounds: { readonly few: CommandTime; readonly many: CommandTime }[] = [];
    for (let round = 0; round <= repeats; round += 1)
      rounds.push({ few: await measure(few), many: await measure(many) });
    lines.push({ what: `${name} (goal: at most 1.2)`, value: toText(rounds.slice(1)) });
  }
  return [{ what: 'past runs', value: `${manyRuns} compared with ${fewRuns}` }, ...lines];
}

function toText(rounds: readonly { readonly few: CommandTime; readonly many: CommandTime }[]): string {
  const middle = (which: 'few' | 'many', what: keyof CommandTime): number =>
    median(rounds.map((round) => round[which][what]));
  const ratio = (what: keyof CommandTime): string =>
    `${(middle('many', what) / middle('few', what)).toFixed(2)} (${middle('many', what).toFixed(0)} to ${middle('few', what).toFixed(0)} ms)`;
  return `CPU ${ratio('cpuMs')}, wall ${ratio('wallMs')}`;
}

/** Repeats a run from its journal in a store whose history no longer has it. */
async function runOnce(root: string): Promise<JournaledRun> {
  const paths = storePaths(root);
  const journal = createRunJournal(paths);
  const recorded: (JournaledRun | null)[] = [];
  const history = {
    record: async ({ runId }: { readonly runId: string }) => void recorded.push(await journal.read(runId)),
  };
  await runLocally({
    ...(await createBenchRun(range)),
    paths,
    calendars,
    source: createBenchSource(),
    clock: systemClock,
    command: 'bench',
    history,
  });
  await rm(paths.history, { recursive: true });
  const [run] = recorded;
  if (run == null) throw new Error('The run left no journal.');
  return run;
}
