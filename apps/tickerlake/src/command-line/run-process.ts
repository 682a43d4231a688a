import { systemClock } from '@tickerlake/pipeline';
import { readEnvironment } from '../config/config.ts';
import { exitCodeOf, explain } from '../exit/explain-error.ts';
import { stopOnSignals } from '../exit/stop-on-signals.ts';
import { processStreams } from '../output/process-streams.ts';
import { createProgram } from './create-program.ts';

/**
 * Runs the command line in this process: its streams, signals and environment go to the program, errors become messages and an exit code.
 *
 * @param home the root folder of this program.
 * @example
 * await runProcess(home, ['status', '--json'], process.env);
 */
export async function runProcess(home: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { signal, release } = stopOnSignals(process);
  const streams = processStreams(process);
  try {
    const program = createProgram(
      { streams, clock: systemClock, cwd: process.cwd(), home, signal, typed: `tickerlake ${args.join(' ')}`.trim() },
      () => readEnvironment(env),
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
