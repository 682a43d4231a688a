import type { EnginePart } from './engine-part.ts';
import { ENVIRONMENT_PYTHON, makePythonEnvironment } from './python-environment.ts';

/**
 * One pyarrow for all: awswrangler takes none from 26 on. What s3fs needs of AWS is pinned too, or pip tries many versions of it.
 */
const PACKAGES = [
  ...['polars==2.1.0', 'pandas==3.1.1', 'pyarrow==25.0.1', 'duckdb==2.0.1'],
  ...['pyathena==4.2.1', 'sqlalchemy==2.1.9', 'awswrangler==3.17.1', 'ibis-framework[athena]==12.0.0'],
  ...['boto3==1.43.117', 'botocore==1.43.117', 'aiobotocore==3.10.0', 's3fs==2026.9.0', 'fsspec==2026.9.0'],
  'pyiceberg==0.11.1',
];

/**
 * The Python libraries that read published files, lakes and `serve`, in one environment: the pages of `docs/how-to` and the
 * tests of clients are run with it.
 *
 * @example
 * await installPart(pythonReadersPart, '.engines/python-readers', tools);
 */
export const pythonReadersPart: EnginePart = {
  name: 'Python readers: polars, pandas, DuckDB, PyAthena, awswrangler, ibis, PyIceberg',
  edition: PACKAGES.join(' '),
  provides: [ENVIRONMENT_PYTHON],
  install: (folder, tools) => makePythonEnvironment(folder, PACKAGES, tools),
};
