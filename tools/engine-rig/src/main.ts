import { performance } from 'node:perf_hooks';
import { Command, InvalidArgumentError } from 'commander';
import { compareEngines, reportOnRecorded } from './compare/compare-engines.ts';
import { compareRandom } from './compare/compare-random.ts';
import { createRigTrino } from './compare/create-rig-trino.ts';
import { findRepositoryRoot, readConfig } from './config.ts';
import { MissingProgramsError } from './errors.ts';
import { startFront } from './front/start-front.ts';
import { installEngines } from './install/install-engines.ts';
import { runEngineTests } from './run-engine-tests.ts';
import { toEndpoints } from './rig-endpoints.ts';
import { restartFront } from './start/restart-front.ts';
import { startEngines } from './start/start-engines.ts';
import { stopEngines } from './stop/stop-engines.ts';
import { withEngines } from './with-engines.ts';

const interrupt = new AbortController();
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const config = readConfig(process.env, findRepositoryRoot(import.meta.dirname));
const session = { say, signal: interrupt.signal, nowMs: () => performance.now() };
const entry = process.argv[1] ?? '';

function toWholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 999,999,999.');
  return Number(text);
}

const program = new Command('engines').description(
  'Real Trino, Glue and S3 for the tests, on loopback. Installed once into .engines, about 700 MB.',
);

program
  .command('install')
  .description('install the engines; installed parts are kept')
  .action(() => installEngines(config, session));
program
  .command('start')
  .description('start them and wait until a query works')
  .action(async () => void (await startEngines(config, session, entry)));
program
  .command('stop')
  .description('stop the engines, including leftovers of a crash')
  .action(async () => {
    const stopped = await stopEngines(config, session);
    say(stopped.length === 0 ? 'No engine was running.' : `Stopped ${stopped.join(', ')}.`);
  });
program
  .command('refresh')
  .description('replace the running front with the one just built')
  .action(async () => {
    await restartFront(config, session, entry);
    say('The front was restarted.');
  });
program
  .command('test [arguments...]')
  .description('run every *.engines.test.ts; starts the engines if needed and stops only those it started')
  .allowUnknownOption()
  .action(async (args: string[]) => {
    process.exitCode = await withEngines(config, session, entry, () => runEngineTests(config.root, args));
  });
program
  .command('compare')
  .description(
    'run the table of expressions on Trino and on the engine of serve; write the answers and the report; stops the engines if it started them',
  )
  .option('--recorded', "write the report from Trino's recorded answers, without Trino")
  .option('--fuzz <count>', 'run this many random expressions instead', toWholeNumber)
  .option('--seed <seed>', 'a seed of random expressions; the default is the time', toWholeNumber)
  .action(async (options: CompareOptions) => {
    const differences = await compare(options);
    for (const line of differences) say(line);
    say(`${differences.length} answered differently from Trino.`);
    if (differences.length > 0) process.exitCode = 1;
  });

interface CompareOptions {
  readonly recorded?: true;
  readonly fuzz?: number;
  readonly seed?: number;
}

async function compare({ recorded, fuzz, seed = Date.now() % 2 ** 31 }: CompareOptions): Promise<string[]> {
  if (recorded) return reportOnRecorded(config.root);
  return withEngines(config, session, entry, ({ trinoUrl }) => {
    const client = createRigTrino(trinoUrl);
    return fuzz === undefined ? compareEngines(client, config.root) : compareRandom(client, { count: fuzz, seed }, say);
  });
}

program.command('front', { hidden: true }).action(async () => {
  const close = await startFront(config.ports.front, toEndpoints(config.ports));
  process.once('SIGTERM', () => void close().then(() => process.exit(0)));
});

for (const name of ['SIGINT', 'SIGTERM'] as const) {
  if (process.argv[2] !== 'front') process.once(name, () => interrupt.abort(new Error('Interrupted.')));
}

try {
  await program.parseAsync();
} catch (error) {
  if (interrupt.signal.aborted) {
    process.exitCode = 130;
  } else if (error instanceof MissingProgramsError) {
    say(`NOT RUN: ${error.message}`);
    process.exitCode = config.isCi ? 1 : 0;
  } else {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
