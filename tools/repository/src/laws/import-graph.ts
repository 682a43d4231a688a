import { posix } from 'node:path';
import ts from 'typescript';
import type { CommittedFile } from './committed-files.ts';

/** The files that each file imports by a relative path, type-only imports included; both sides are paths from the root. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the relative imports, re-exports and dynamic imports of every TypeScript and JavaScript module.
 *
 * @example
 * toImportGraph([{ path: 'a.ts', text: "import './b.ts'" }, { path: 'b.ts', text: '' }]).get('a.ts'); // ['b.ts']
 */
export function toImportGraph(files: readonly CommittedFile[]): ImportGraph {
  const modules = files.filter(({ path }) => /\.[cm]?[jt]s$/.test(path));
  const known = new Set(modules.map(({ path }) => path));
  return new Map(
    modules.map(({ path, text }) => {
      const specifiers = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
      const targets = specifiers
        .filter((name) => name.startsWith('.'))
        .map((name) => posix.join(posix.dirname(path), name));
      return [path, targets.filter((target) => known.has(target))];
    }),
  );
}

/**
 * The import circles of a graph: its strongly connected components of more than one file, by Tarjan's algorithm (1972).
 *
 * @example
 * findCircles(new Map([['a.ts', ['b.ts']], ['b.ts', ['a.ts']]])); // [['a.ts', 'b.ts']]
 */
export function findCircles(graph: ImportGraph): string[][] {
  const order = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    const own = order.size;
    let low = own;
    order.set(file, own);
    open.push(file);
    for (const target of graph.get(file) ?? []) {
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (open.includes(target)) low = Math.min(low, order.get(target) ?? low);
    }
    if (low === own) {
      const circle = open.splice(open.indexOf(file));
      if (circle.length > 1) circles.push(circle.sort());
    }
    return low;
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return circles;
}
