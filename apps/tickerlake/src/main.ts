import { fileURLToPath } from 'node:url';
import { systemClock } from '@tickerlake/pipeline';
import { readEnvironment } from './config/config.ts';
import { exitCodeOf, explain } from './exit/explain-error.ts';
import { processStreams } from './output/process-streams.ts';
import { createProgram } from './command-line/create-program.ts';
import { stopOnSignals } from './exit/stop-on-signals.ts';

/** The repository's root, three levels above the bundle in apps/tickerlake/dist: the default rules and the built page are under it. */
const home = fileURLToPath(new URL('../../../', import.meta.url));

/** The command's entry: wires the process to the program, turns errors into messages and an exit code. */
async function main(args: readonly string[]): Promise<void> {
  const { signal, release } = stopOnSignals(process);
  const streams = processStreams(process);
  try {
    const program = createProgram(
      { streams, clock: systemClock, cwd: process.cwd(), home, signal, typed: `tickerlake ${args.join(' ')}`.trim() },
      () => readEnvironment(process.env),
    );
    process.exitCode = await program(args);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    const text = explain(error);
    if (text !== '') streams.err(`${text}\n`);
  } finally {
    release();
  }
  // What a stopped command left open must not keep the process alive.
  if (signal.aborted) process.exit();
}

// The engine of a server is this program again, in a separate process (see engine-process/start-engine.ts).
const [first, root] = process.argv.slice(2);
if (first === '--engine-process' && root !== undefined)
  await (await import('./engine-process/run-engine.ts')).runEngine(root);
else await main(process.argv.slice(2));
