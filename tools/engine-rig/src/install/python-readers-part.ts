import type { EnginePart } from './engine-part.ts';
import { ENVIRONMENT_PYTHON, makePythonEnvironment } from './python-environment.ts';

const PACKAGES = ['polars==2.1.0', 'pandas==3.1.1', 'pyarrow==26.0.1', 'duckdb==2.0.1'];

/**
 * The Python libraries that read published files, in their own environment: the pages of `docs/how-to` are run with it.
 *
 * @example
 * await installPart(pythonReadersPart, '.engines/python-readers', tools);
 */
export const pythonReadersPart: EnginePart = {
  name: 'polars 2.1.0, pandas 3.1.1, DuckDB 2.0.1 for Python',
  edition: PACKAGES.join(' '),
  provides: [ENVIRONMENT_PYTHON],
  install: (folder, tools) => makePythonEnvironment(folder, PACKAGES, tools),
};
