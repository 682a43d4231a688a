/**
 * Regenerates every generated file (the `generate` targets) and fails when one was out of date. Earlier uncommitted
 * changes do not count, so it can be run at any time.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from '../install/ensure-installed.mjs';
import { repositoryRoot } from '../repository-root.mjs';
import { runBin } from '../run-bin.mjs';
import { findChangedFiles } from './changed-files.mjs';

ensureInstalled(repositoryRoot);
const before = digestFiles();
const exitCode = await runBin(repositoryRoot, 'nx', ['run-many', '-t', 'generate', '--skip-nx-cache']);
const changed = findChangedFiles(before, digestFiles());
for (const path of changed) console.log(`${path} was out of date and has been regenerated. Commit it.`);
if (changed.length === 0 && exitCode === 0) console.log('Every generated file is up to date.');
process.exitCode = changed.length > 0 || exitCode !== 0 ? 1 : 0;

/** Every file that Git would commit, with a hash of its content. */
function digestFiles() {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return new Map(
    listed
      .split('\0')
      .filter(Boolean)
      .map((path) => [path, digestFile(join(repositoryRoot, path))]),
  );
}

/** @param {string} path */
function digestFile(path) {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return 'absent'; // deleted, but not yet in Git's index
  }
}
