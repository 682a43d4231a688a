import { join } from 'node:path';
import type { InstallTools } from './engine-part.ts';
import { runProgram } from './run-program.ts';
import { tryTwice } from './try-twice.ts';

/** The environment's Python, relative to its part's folder. */
export const ENVIRONMENT_PYTHON = 'venv/bin/python';

/**
 * Creates a Python environment in `folder` and installs pinned packages into it.
 *
 * @param packages Exact requirements: `flask==3.1.3`.
 * @throws {RigError} When Python can't create environments, or downloading the packages failed twice; transient.
 *
 * @example
 * await makePythonEnvironment('.engines/moto', ['flask==3.1.3'], tools);
 */
export async function makePythonEnvironment(
  folder: string,
  packages: readonly string[],
  tools: InstallTools,
): Promise<void> {
  const { programs, signal, say } = tools;
  const run = (purpose: string, command: string, args: readonly string[]) =>
    runProgram({ purpose, command, args, cwd: folder, signal });
  await run('Creating a Python environment', programs.python, ['-m', 'venv', 'venv']);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'];
  const install = () =>
    run(`Installing ${packages.join(', ')}`, join(folder, ENVIRONMENT_PYTHON), [...pip, ...packages]);
  await tryTwice(install, (error) => say(`retrying: ${error.message}`));
}
