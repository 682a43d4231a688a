import { describe, expect, it } from 'vitest';
import { readCommittedFiles } from './committed-files.ts';
import { findFullFolders } from './find-full-folders.ts';

/** Most source files side by side in one folder. */
const limit = 15;

/** Folders that stay larger, each with a reason. A folder that no longer needs its exception must leave the list. */
const exceptions: Readonly<Record<string, string>> = {
  'libs/athena-sql/src/statements': 'one statement per file',
  'libs/dashboards/src/queries': 'one query per file',
  'libs/grafana-lint/src/rules': 'a registry with one rule per file',
  'libs/record-schema/src/tables': 'one table per file',
};

describe('a folder of sources', () => {
  it(`has at most ${limit} files, tests apart: move those that belong together to a folder of their own`, () => {
    const paths = readCommittedFiles().map(({ path }) => path);
    expect(Object.keys(findFullFolders(paths, limit)).sort()).toEqual(Object.keys(exceptions).sort());
  });

  it('is found when it has one file too many; tests, benchmarks and other files do not count', () => {
    const sources = ['a.ts', 'b.mjs', 'c.cjs'].map((name) => `libs/x/src/${name}`);
    const others = ['a.test.ts', 'a.test-d.ts', 'a.bench.ts', 'README.md', 'y/d.ts'].map(
      (name) => `libs/x/src/${name}`,
    );
    expect(findFullFolders([...sources, ...others], 2)).toEqual({ 'libs/x/src': 3 });
    expect(findFullFolders([...sources, ...others], 3)).toEqual({});
  });
});
