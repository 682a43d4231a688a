import { fileURLToPath } from 'node:url';
import { systemClock } from '@tickerlake/pipeline';
import { readEnvironment } from './config/config.ts';
import { exitCodeOf, explain } from './exit-code.ts';
import { createProgram } from './program.ts';

/** The folder of this program: the bundle lies in apps/tickerlake/dist. Default rules and the page are found from here. */
const home = fileURLToPath(new URL('../../../', import.meta.url));

/** The command's entry: wires the process to the program, turns errors into words and an exit code. */
async function main(args: readonly string[]): Promise<void> {
  const abort = new AbortController();
  const stop = (signal: NodeJS.Signals): void => {
    if (abort.signal.aborted) process.exit(130);
    abort.abort(new Error(`Stopped by ${signal}. Nothing is broken: the same command goes on where it was.`));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const streams = {
    out: (text: string) => void process.stdout.write(text),
    err: (text: string) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
  };
  try {
    const program = createProgram(
      { streams, clock: systemClock, cwd: process.cwd(), home, signal: abort.signal, typed: `tickerlake ${args.join(' ')}`.trim() },
      () => readEnvironment(process.env),
    );
    process.exitCode = await program(args);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    streams.err(`${explain(error)}\n`);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

await main(process.argv.slice(2));
