import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Packs a built package as npm would publish it.
 *
 * @param out the folder for the tarball.
 * @returns the path of the tarball.
 * @throws {Error} when npm fails.
 * @example
 * const tarball = await npmPack('/data/packages/volatility', '/data/packages');
 */
export async function npmPack(folder: string, out: string): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', ['pack', '--json', '--pack-destination', out], {
    cwd: folder,
    shell: process.platform === 'win32',
    maxBuffer: 1e8,
  });
  const [{ filename }] = JSON.parse(stdout) as [{ readonly filename: string }];
  return join(out, filename);
}
