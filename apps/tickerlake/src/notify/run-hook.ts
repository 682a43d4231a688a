import { spawn } from 'node:child_process';

/**
 * Runs a command with JSON on its standard input, without a shell: no argument is read as more than text.
 *
 * @param argv the program and its arguments.
 * @param deadlineMs after which it is killed.
 * @param env its whole environment.
 * @returns null when it ended with 0, otherwise why not, as the rest of a sentence that begins with the command.
 * @example
 * const fault = await runHook(['notify-send', 'Tickerlake'], notice, { deadlineMs: 10_000, env });
 */
export function runHook(
  [program = '', ...args]: readonly string[],
  input: unknown,
  { deadlineMs, env }: { readonly deadlineMs: number; readonly env: Readonly<Record<string, string>> },
): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'], env });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve(`did not end within ${deadlineMs / 1_000} seconds and was killed`);
    }, deadlineMs);
    const done = (fault: string | null): void => {
      clearTimeout(timer);
      resolve(fault);
    };
    child.once('error', (error: NodeJS.ErrnoException) =>
      done(error.code === 'ENOENT' ? 'was not found: give its full path' : `could not be started (${error.code})`),
    );
    child.once('exit', (code, signal) => done(code === 0 ? null : `ended with ${signal ?? `exit code ${code}`}`));
    // A program that does not read its input is not at fault.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${JSON.stringify(input)}\n`);
  });
}
