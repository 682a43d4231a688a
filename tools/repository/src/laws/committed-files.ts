import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../repository-root.mjs';

/** A text file that Git would commit. */
export interface CommittedFile {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/**
 * Every text file that is, or with the next `git add` would be, in the repository. Files with a NUL byte count as binary and are left out.
 *
 * @example
 * readCommittedFiles().filter((file) => file.path.endsWith('.md'));
 */
export function readCommittedFiles(): CommittedFile[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return listed
    .split('\0')
    .filter((path) => path !== '' && statSync(join(repositoryRoot, path), { throwIfNoEntry: false })?.isFile())
    .map((path) => ({ path, text: readFileSync(join(repositoryRoot, path), 'utf8') }))
    .filter((file) => !file.text.includes('\0'));
}
