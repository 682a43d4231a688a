/** Installs the packages of the lock file if needed: the first step of every script in the root package.json. */
import { repositoryRoot } from '../repository-root.mjs';
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled(repositoryRoot);
