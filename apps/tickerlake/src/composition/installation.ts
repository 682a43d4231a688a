import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** How this program is started again. */
export interface Launch {
  /** The script that Node runs. */
  readonly script: string;
  /** What a person types before the name of a command. */
  readonly typedAs: string;
}

/**
 * How this program is started: in a clone of the repository by the launcher, which bundles first; from the npm package as it is.
 *
 * @param home the root folder of this program.
 * @example
 * launchOf(home).typedAs; // 'npx @tickerlake/cli'
 */
export function launchOf(home: string): Launch {
  const launcher = join(home, 'tools', 'repository', 'src', 'launch', 'main.mjs');
  return existsSync(launcher)
    ? { script: launcher, typedAs: 'npm run -s tickerlake --' }
    : { script: join(home, 'apps', 'tickerlake', 'dist', 'main.js'), typedAs: 'npx @tickerlake/cli' };
}

/**
 * The version of this program, from the package.json in its root folder.
 *
 * @example
 * versionOf(home); // '0.1.0'
 */
export const versionOf = (home: string): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))).version;
