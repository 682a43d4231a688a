import { fileURLToPath } from 'node:url';

/**
 * The folder of this repository, independent of the current folder.
 *
 * @example
 * join(repositoryRoot, 'package-lock.json');
 */
export const repositoryRoot = fileURLToPath(new URL('../../../', import.meta.url)).replace(/[\\/]$/, '');
