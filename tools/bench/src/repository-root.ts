import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository's root, from the sources and from a chunk of the bundle. */
export const repositoryRoot = rootOf(import.meta.dirname);

function rootOf(folder: string): string {
  if (existsSync(join(folder, 'nx.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error(`${import.meta.dirname} is in no repository.`);
  return rootOf(above);
}
