import { fileURLToPath } from 'node:url';

/**
 * The folder of this repository, wherever the current folder is.
 *
 * @example
 * join(repositoryRoot, 'package-lock.json');
 */
export const repositoryRoot = fileURLToPath(new URL('../../../', import.meta.url)).replace(/[\\/]$/, '');
