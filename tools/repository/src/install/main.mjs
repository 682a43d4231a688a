/** Installs what the lock file asks for when it is not there yet: the first step of every script in the root package.json. */
import { repositoryRoot } from '../repository-root.mjs';
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled(repositoryRoot);
