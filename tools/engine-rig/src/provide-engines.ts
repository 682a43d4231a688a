import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { findRepositoryRoot, readConfig } from './config.ts';
import { RigError } from './errors.ts';
import { readEndpoints, type RigEndpoints } from './rig-endpoints.ts';

declare module 'vitest' {
  interface ProvidedContext {
    engines: RigEndpoints;
  }
}

/**
 * Tells the tests where the running engines listen: `inject('engines').trinoUrl`.
 *
 * @throws {RigError} When no rig runs.
 *
 * @example
 * // globalSetup: 'src/provide-engines.ts' in a vitest configuration
 */
export default function provideEngines(project: TestProject): void {
  const endpoints = readEndpoints(readConfig(process.env, findRepositoryRoot(import.meta.dirname)).runFolder);
  if (endpoints === undefined) throw new RigError('No engines run. Start them with npm run engines:start, or run these tests with npm run test:engines.');
  project.provide('engines', endpoints);
}
