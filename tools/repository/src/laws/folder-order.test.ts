import { describe, expect, it } from 'vitest';
import { readCommittedFiles } from './committed-files.ts';
import { findFolderCircles } from './folder-graph.ts';
import { toImportGraph } from './import-graph.ts';

const planted = [
  { path: 'src/build/duckdb/a.ts', text: "import { b } from '../../release/b.ts';" },
  { path: 'src/release/b.ts', text: '' },
  { path: 'src/release/c.ts', text: "import type { D } from '../build/d.ts';" },
  { path: 'src/build/d.ts', text: "import { e } from './iceberg/e.ts';" },
  { path: 'src/build/iceberg/e.ts', text: '' },
  { path: 'src/check/f.test.ts', text: "import { g } from '../run/g.ts';" },
  { path: 'src/run/g.ts', text: "import { h } from '../check/testing/h.ts';" },
  { path: 'src/check/testing/h.ts', text: "import { g } from '../../run/g.ts';" },
];

describe('imports between folders', () => {
  it('go one way: move what both folders need to the one that is used, or to a folder before both', () => {
    expect(findFolderCircles(toImportGraph(readCommittedFiles()))).toEqual([]);
  });

  it('that go both ways are found; tests are free', () => {
    expect(findFolderCircles(toImportGraph(planted))).toEqual([['src/build', 'src/release']]);
  });
});
