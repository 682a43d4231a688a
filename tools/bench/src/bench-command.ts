import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { compareAll, compareOne, type ComparisonName, comparisonNames } from './compare/compare-all.ts';
import type { Finding } from './compare/comparison.ts';
import { saveFindings } from './compare/save-findings.ts';
import { measureHistory } from './measure-history.ts';
import { measureLake } from './measure-lake.ts';
import { measureLambda } from './measure-lambda.ts';
import { measureLargeStore } from './measure-large-store.ts';
import { measureVendorClient } from './vendor-client/measure-vendor-client.ts';
import { measurePage } from './measure-page.ts';
import type { Line } from './print-lines.ts';
import { repositoryRoot } from './repository-root.ts';

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number, at least 1.');
  return value;
}

function address(text: string): string {
  if (!/^https?:\/\/[^/]+\/?$/.test(text))
    throw new InvalidArgumentError(
      'It must be the URL of running engines, such as http://127.0.0.1:5001 after npm run engines:start.',
    );
  return text;
}

type Measure = (folder: string, repeats: number) => Promise<Line[]>;

function chosenMeasure({
  lambda,
  large,
  page,
  history,
  vendorClient,
}: {
  lambda?: true;
  large?: true;
  page?: true;
  history?: true;
  vendorClient?: true;
}): Measure | null {
  if (vendorClient === true) return measureVendorClient;
  if (lambda === true) return measureLambda;
  if (large === true) return measureLargeStore;
  if (history === true) return measureHistory;
  return page === true ? measurePage : null;
}

const benchmarksPage = join(repositoryRoot, 'docs/benchmarks.md');

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run bench`. */
const program = new Command('npm run bench --')
  .description(
    'Compares the build with one plain DuckDB COPY, the client with JSON.parse, the rules with a hand-written statement, and the page with uPlot alone. Prints ratios; asserts nothing.',
  )
  .option('--large', '100 tickers and 24 months instead, then one more day (takes many minutes and several GB of disk)')
  .option('--history', 'compare every command on a store with 88,000 past runs and on one with 100')
  .option(
    '--lake <front>',
    'compare a day on lakes of 24 months and of one month, on running engines: http://127.0.0.1:5001 after npm run engines:start',
    address,
  )
  .option('--lambda', 'measure the size and load time of the Lambda bundles')
  .option('--page', 'compare the page with uPlot alone in a browser, on a year of 30 tickers')
  .option(
    '--vendor-client',
    "compare the client with the vendor's own, which is installed for it, and write the table of libs/polygon-client/README.md",
  )
  .addOption(new Option('--only <name>', 'one comparison').choices(comparisonNames))
  .option('--save', 'append the comparisons to docs/benchmarks.md')
  .option('--repeats <count>', 'number of alternating runs', positive, 3)
  .addHelpText(
    'after',
    '\nExamples:\n  npm run bench -- --save\n  npm run bench -- --only rules\n  npm run bench -- --large --repeats 5\n  npm run bench -- --lake http://127.0.0.1:5001',
  )
  .action(
    async (options: {
      large?: true;
      history?: true;
      lake?: string;
      lambda?: true;
      page?: true;
      vendorClient?: true;
      only?: ComparisonName;
      save?: true;
      repeats: number;
    }) => {
      const folder = await mkdtemp(join(tmpdir(), 'tickerlake-bench-'));
      try {
        const { lake, only } = options;
        const findings: Finding[] = [];
        const measure: Measure =
          lake !== undefined
            ? (_, repeats) => measureLake(lake, repeats)
            : (chosenMeasure(options) ??
              ((place, repeats) => {
                const onFinding = (finding: Finding): void => void findings.push(finding);
                return only === undefined
                  ? compareAll(place, repeats, onFinding)
                  : compareOne(only, place, repeats, onFinding);
              }));
        print(`Node ${process.version}, ${availableParallelism()} cores`);
        for (const { what, value } of await measure(folder, options.repeats)) print(`${what.padEnd(52)} ${value}`);
        if (options.save === true) await saveFindings(benchmarksPage, findings, new Date());
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );

await program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
