import { describe, expect, it } from 'vitest';
import { readCommittedFiles } from './committed-files.ts';
import { findCircles, toImportGraph } from './import-graph.ts';

const planted = [
  { path: 'a.ts', text: "import type { B } from './b.ts';" },
  { path: 'b.ts', text: "export { c } from './folder/c.ts';" },
  { path: 'folder/c.ts', text: "const a = await import('../a.ts');" },
  { path: 'd.ts', text: "import { a } from './a.ts';\nimport fs from 'node:fs';\n// import './d.ts'" },
];

describe('imports', () => {
  it('form no circle, type-only imports included: move what both modules need into a file of its own', () => {
    expect(findCircles(toImportGraph(readCommittedFiles()))).toEqual([]);
  });

  it('that form a circle are found, whatever their form', () => {
    expect(findCircles(toImportGraph(planted))).toEqual([['a.ts', 'b.ts', 'folder/c.ts']]);
  });
});
