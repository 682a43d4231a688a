import { findCircles, type ImportGraph } from './import-graph.ts';

/**
 * The folders that import each other, in circles: between the entries of one folder imports go one way. Tests, and what is in a
 * folder `testing`, may import anything.
 *
 * @example
 * findFolderCircles(new Map([['src/a/x.ts', ['src/b/y.ts']], ['src/b/z.ts', ['src/a/x.ts']]])); // [['src/a', 'src/b']]
 */
export function findFolderCircles(graph: ImportGraph): string[][] {
  const isProduct = (path: string): boolean => !/\.test(?:-d)?\.ts$|\/testing[/.]/.test(path);
  const entries = new Map<string, Set<string>>();
  for (const [file, targets] of graph) {
    for (const target of [file, ...targets].filter((path) => isProduct(file) && isProduct(path))) {
      const [from, to] = firstDifference(file, target);
      const known = entries.get(from) ?? new Set();
      if (from !== to) entries.set(from, known.add(to));
    }
  }
  for (const to of [...entries.values()].flatMap((targets) => [...targets]))
    if (!entries.has(to)) entries.set(to, new Set());
  return findCircles(new Map([...entries].map(([from, targets]) => [from, [...targets]])));
}

/** The two entries, of the folder that holds both files, through which the files are reached. */
function firstDifference(file: string, target: string): readonly [string, string] {
  const [ours, theirs] = [file.split('/'), target.split('/')];
  const depth = ours.findIndex((part, index) => part !== theirs[index]) + 1;
  return [ours.slice(0, depth).join('/'), theirs.slice(0, depth).join('/')];
}
