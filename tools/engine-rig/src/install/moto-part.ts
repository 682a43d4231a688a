import { join } from 'node:path';
import type { EnginePart } from './engine-part.ts';
import { runProgram } from './run-program.ts';
import { tryTwice } from './try-twice.ts';

const PACKAGES = ['moto[s3,glue]==5.2.5', 'flask==3.1.3', 'flask-cors==6.0.1'];

/** The Python of the environment, below the part's folder. */
export const MOTO_PYTHON = 'venv/bin/python';

/**
 * moto's server, the emulated S3 and Glue, in a Python environment of its own. Flask is asked for by name: moto's own `server` extra
 * brings 200 MB more.
 *
 * @example
 * await installPart(motoPart, '.engines/moto', tools);
 */
export const motoPart: EnginePart = {
  name: 'moto 5.2.5',
  edition: PACKAGES.join(' '),
  provides: [MOTO_PYTHON],
  install: async (folder, { programs, signal, say }) => {
    await runProgram({
      purpose: "Making moto's Python environment",
      command: programs.python,
      args: ['-m', 'venv', 'venv'],
      cwd: folder,
      timeoutMs: 60_000,
      signal,
    });
    const installPackages = () =>
      runProgram({
        purpose: 'Installing moto',
        command: join(folder, MOTO_PYTHON),
        args: ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', ...PACKAGES],
        cwd: folder,
        timeoutMs: 5 * 60_000,
        signal,
      });
    await tryTwice(installPackages, (error) => say(`Once more: ${error.message}`));
    await runProgram({
      purpose: 'Checking that moto can be imported',
      command: join(folder, MOTO_PYTHON),
      args: ['-c', 'import flask_cors, moto.server'],
      cwd: folder,
      timeoutMs: 60_000,
      signal,
    });
  },
};
