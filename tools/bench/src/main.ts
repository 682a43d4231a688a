import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { compareWithCopy } from './compare-with-copy.ts';
import { measureHistory } from './measure-history.ts';
import { measureLake } from './measure-lake.ts';
import { measureLambda } from './measure-lambda.ts';
import { measureLargeStore } from './measure-large-store.ts';
import { measurePage } from './measure-page.ts';
import type { StepName } from './measure-step.ts';
import type { Line } from './print-lines.ts';
import { runStep } from './run-step.ts';

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number from 1 on.');
  return value;
}

function address(text: string): string {
  if (!/^https?:\/\/[^/]+\/?$/.test(text))
    throw new InvalidArgumentError(
      'It must be the address of running engines, such as http://127.0.0.1:5001 after npm run engines:start.',
    );
  return text;
}

function chosenMeasure({
  lambda,
  large,
  page,
  history,
}: {
  lambda?: true;
  large?: true;
  page?: true;
  history?: true;
}): (folder: string, repeats: number) => Promise<Line[]> {
  if (lambda === true) return measureLambda;
  if (large === true) return measureLargeStore;
  if (history === true) return measureHistory;
  return page === true ? measurePage : compareWithCopy;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const program = new Command('npm run bench --')
  .description(
    'Measures the pipeline against one plain DuckDB COPY of the same rows, and the page against uPlot alone. Prints ratios of the same run; asserts nothing.',
  )
  .option(
    '--large',
    '100 tickers and 24 months instead, and one day on top of them (takes many minutes and several GB of disk)',
  )
  .option('--history', 'every command on a store with 88,000 past runs instead, beside one with 10')
  .option(
    '--lake <front>',
    'a day on a lake of 24 months beside one of a month instead, on running engines: http://127.0.0.1:5001 after npm run engines:start',
    address,
  )
  .option('--lambda', "the size of the Lambdas' bundles and how long they take to load instead")
  .option('--page', 'a year of 30 tickers on the page in a browser beside uPlot alone instead')
  .option('--repeats <count>', 'how often the parts that are compared run in turn', positive, 3)
  .addHelpText(
    'after',
    '\nExamples:\n  npm run bench\n  npm run bench -- --large --repeats 5\n  npm run bench -- --lake http://127.0.0.1:5001',
  )
  .action(
    async (options: { large?: true; history?: true; lake?: string; lambda?: true; page?: true; repeats: number }) => {
      const folder = await mkdtemp(join(tmpdir(), 'tickerlake-bench-'));
      try {
        const { lake } = options;
        const measure =
          lake !== undefined ? (_: string, repeats: number) => measureLake(lake, repeats) : chosenMeasure(options);
        print(`Node ${process.version}, ${availableParallelism()} cores`);
        for (const { what, value } of await measure(folder, options.repeats)) print(`${what.padEnd(52)} ${value}`);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );

program
  .command('step <name> <store> <range>', { hidden: true })
  .action(async (name: StepName, store: string, range: string) =>
    print(JSON.stringify(await runStep(name, store, JSON.parse(range)))),
  );

await program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
