import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { home } from './run-command.ts';

/**
 * Builds the command and the page where they are not current: a server starts its engine from the bundle.
 *
 * @throws when the sources do not compile.
 * @example
 * buildCommand();
 */
export function buildCommand(): void {
  execFileSync(process.execPath, [join(home, 'tools/repository/src/launch/main.mjs'), '--version']);
}
