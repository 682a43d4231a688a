import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The first executable file of a name in the folders, or undefined.
 *
 * @example
 * findOnPath('mvn', ['/usr/local/bin', '/usr/bin']); // '/usr/bin/mvn'
 */
export function findOnPath(program: string, folders: readonly string[]): string | undefined {
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
