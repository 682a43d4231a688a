import { join } from 'node:path';
import { npmPack } from '../npm-pack.ts';
import { buildCommand } from './build-command.ts';
import { commandName } from './command-manifest.ts';

/**
 * Packs the command as npm would publish it. Nothing is published.
 *
 * @param out a folder for a folder `cli` and its tarball.
 * @throws {Error} when a source does not compile, or npm fails.
 * @example
 * const { tarball } = await packCommand('/path/to/tickerlake', '/data/packages');
 */
export async function packCommand(
  root: string,
  out: string,
  repository?: string,
): Promise<{ readonly name: string; readonly tarball: string }> {
  const folder = join(out, 'cli');
  await buildCommand(root, folder, repository);
  return { name: commandName, tarball: await npmPack(folder, out) };
}
