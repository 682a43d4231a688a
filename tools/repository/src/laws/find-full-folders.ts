/**
 * The folders below a project's `src` that hold more source files side by side than the limit, with their number. Tests and benchmarks
 * do not count.
 *
 * @example
 * findFullFolders(['libs/x/src/a.ts', 'libs/x/src/b.ts', 'libs/x/src/b.test.ts'], 1); // { 'libs/x/src': 2 }
 */
export function findFullFolders(paths: readonly string[], limit: number): Record<string, number> {
  const counts = new Map<string, number>();
  for (const path of paths) {
    if (!/^(?:apps|libs|tools)\/[^/]+\/src\/.*\.[cm]?[jt]s$/.test(path)) continue;
    if (/\.(?:test|test-d|bench)\.ts$/.test(path)) continue;
    const folder = path.slice(0, path.lastIndexOf('/'));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].filter(([, count]) => count > limit));
}
