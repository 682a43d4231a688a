import { join } from 'node:path';
import type { EnginePart } from './engine-part.ts';
import { ENVIRONMENT_PYTHON, makePythonEnvironment } from './python-environment.ts';
import { runProgram } from './run-program.ts';

const PACKAGES = ['moto[s3,glue]==5.2.5', 'flask==3.1.3', 'flask-cors==6.0.1'];

/**
 * moto's server, the emulated S3 and Glue, in its own Python environment. Flask is listed explicitly because moto's
 * `server` extra adds 200 MB.
 *
 * @example
 * await installPart(motoPart, '.engines/moto', tools);
 */
export const motoPart: EnginePart = {
  name: 'moto 5.2.5',
  edition: PACKAGES.join(' '),
  provides: [ENVIRONMENT_PYTHON],
  install: async (folder, tools) => {
    await makePythonEnvironment(folder, PACKAGES, tools);
    await runProgram({
      purpose: 'Checking that moto can be imported',
      command: join(folder, ENVIRONMENT_PYTHON),
      args: ['-c', 'import flask_cors, moto.server'],
      cwd: folder,
      signal: tools.signal,
    });
  },
};
