import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '@tickerlake/pipeline';
import { createRunJournal, type JournaledRun, runLocally, storePaths } from '@tickerlake/pipeline/local';
import { plantPastRuns } from '@tickerlake/pipeline/testing';
import { universes } from '@tickerlake/record-schema';
import { calendars, createBenchRun, createBenchSource } from './bench-run.ts';
import { type CommandCost, measureCommand } from './measure-command.ts';
import type { Line } from './print-lines.ts';

const range = { tickers: universes.magnificent7, from: '2026-05-26', to: '2026-05-29' };
/** Ten years of hours. */
const manyRuns = 88_000;
/** More than any page or table shows, so that both stores give the same rows. */
const fewRuns = 100;

const commands: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  { name: 'query "select 1"', args: ['query', 'select 1'] },
  { name: 'query of the last runs', args: ['query', 'select * from runs order by sequence desc limit 20'] },
  {
    name: 'query of the last quality results',
    args: ['query', 'select * from quality_history order by checked_at desc limit 20'],
  },
  {
    name: 'query of a day of corrections',
    args: ['query', "select * from corrections where corrected_at > timestamp '2026-05-29'"],
  },
  { name: 'query of the hours', args: ['query', 'select ticker, count(*) from hourly_volatility group by ticker'] },
  { name: 'status', args: ['status'] },
  { name: 'status --json', args: ['status', '--json'] },
  { name: 'releases', args: ['releases'] },
  { name: 'rollback', args: ['rollback', '--to', '1'] },
  { name: 'check', args: ['check'] },
  { name: 'verify', args: ['verify'] },
  { name: 'doctor', args: ['doctor'] },
  { name: 'gc --dry-run', args: ['gc', '--dry-run'] },
  { name: 'plan', args: ['plan', '--from', range.from, '--to', range.to] },
  { name: 'run', args: ['run', '--from', range.from, '--to', range.to] },
  { name: 'preview --export (all pages)', args: ['preview', '--export', 'page.html'] },
];

/**
 * Compares every command on a store with ten years of hourly runs and on one with a hundred runs, with the same bars. They
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
    const measure = (dataDir: string): Promise<CommandCost> =>
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
    const rounds: { readonly few: CommandCost; readonly many: CommandCost }[] = [];
    for (let round = 0; round <= repeats; round += 1)
      rounds.push({ few: await measure(few), many: await measure(many) });
    lines.push({ what: `${name} (goal: at most 1.2)`, value: toText(rounds.slice(1)) });
  }
  return [{ what: 'past runs', value: `${manyRuns} compared with ${fewRuns}` }, ...lines];
}

/** The least of all rounds: other load on the machine only adds to it. */
function toText(rounds: readonly { readonly few: CommandCost; readonly many: CommandCost }[]): string {
  const least = (which: 'few' | 'many', what: keyof CommandCost): number =>
    Math.min(...rounds.map((round) => round[which][what]));
  const ratio = (what: keyof CommandCost): string => {
    const [few, many] = [least('few', what), least('many', what)];
    return `${(many / few).toFixed(2)} (${many.toFixed(0)} to ${few.toFixed(0)} ${what === 'peakMb' ? 'MB' : 'ms'})`;
  };
  return `CPU ${ratio('cpuMs')}, wall ${ratio('wallMs')}, memory ${ratio('peakMb')}`;
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
