import { join } from 'node:path';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { findRepositoryRoot, readConfig } from './config.ts';
import { RigError } from './errors.ts';
import { partFolders } from './install/install-engines.ts';
import { MCP_GRAFANA } from './install/mcp-grafana-part.ts';
import { ENVIRONMENT_PYTHON } from './install/python-environment.ts';
import { readEndpoints, type RigEndpoints } from './rig-endpoints.ts';

declare module 'vitest' {
  interface ProvidedContext {
    engines: RigEndpoints;
    /** The command of an independent client of Grafana's API. */
    mcpGrafana: string;
    /** A Python with polars, pandas and DuckDB. */
    readersPython: string;
  }
}

/**
 * Provides the endpoints of the running engines to the tests: `inject('engines').trinoUrl`.
 *
 * @throws {RigError} When no rig runs.
 *
 * @example
 * // globalSetup: 'src/provide-engines.ts' in a vitest configuration
 */
export default function provideEngines(project: TestProject): void {
  const config = readConfig(process.env, findRepositoryRoot(import.meta.dirname));
  const endpoints = readEndpoints(config.runFolder);
  if (endpoints === undefined)
    throw new RigError(
      'No engines run. Start them with npm run engines:start, or run these tests with npm run test:engines.',
    );
  project.provide('engines', endpoints);
  project.provide('readersPython', join(partFolders(config.cacheFolder).pythonReaders, ENVIRONMENT_PYTHON));
  project.provide('mcpGrafana', join(partFolders(config.cacheFolder).mcpGrafana, MCP_GRAFANA));
}
