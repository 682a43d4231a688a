import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { repositoryRoot } from '../repository-root.mjs';

const readme = readFileSync(join(repositoryRoot, 'README.md'), 'utf8');
const folders = /^(?:apps|libs|tools|docs|quality)\//;
/** Every file or folder that the README or CONTRIBUTING names; a glob counts as its folder. */
const named = ['README.md', 'CONTRIBUTING.md'].flatMap((file) => {
  const text = readFileSync(join(repositoryRoot, file), 'utf8');
  const paths = [...text.matchAll(/`([^`\s]+)`|\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? match[2] ?? '');
  return paths.filter((path) => folders.test(path)).map((path) => ({ file, path: path.replace(/\/?[^/]*\*.*$/, '') }));
});

describe('what the README and CONTRIBUTING name', () => {
  it('is more than a few places', () => {
    expect(named.length).toBeGreaterThan(25);
  });

  test.each(named)('$file: $path exists', ({ path }) => {
    expect(existsSync(join(repositoryRoot, path))).toBe(true);
  });
});

test.each(['a ticker', 'a column', 'a quality rule', 'a panel', 'a stage', 'an engine', 'a source', 'a command'])(
  'the README says where to add %s',
  (what) => {
    expect(readme).toMatch(new RegExp(`^\\| ${what}\\b.* \\| .*\`.*\\|$`, 'm'));
  },
);
