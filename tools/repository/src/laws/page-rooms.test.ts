import { expect, it } from 'vitest';
import { readCommittedFiles } from './committed-files.ts';
import { toImportGraph } from './import-graph.ts';

const source = 'apps/preview/src/';
/** The rooms of the page and what each may import; files outside the rooms assemble the page and may import all. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  state: ['state'],
  charts: ['charts', 'state'],
  controls: ['controls', 'state'],
  pages: ['pages', 'charts', 'controls', 'state'],
};

const roomOf = (path: string): string => path.slice(source.length).split('/').slice(0, -1)[0] ?? '';

it('the rooms of the page import one way: state, then charts and controls, then pages', () => {
  const files = [...toImportGraph(readCommittedFiles())].filter(([path]) => path.startsWith(source));
  expect(files.length).toBeGreaterThan(40);
  expect([...new Set(files.map(([path]) => roomOf(path)))].filter(Boolean).sort()).toEqual(
    Object.keys(mayImport).sort(),
  );
  const against = files.flatMap(([path, targets]) =>
    targets
      .filter((target) => mayImport[roomOf(path)]?.includes(roomOf(target)) === false)
      .map((target) => `${path} imports ${target}`),
  );
  expect(against).toEqual([]);
});
