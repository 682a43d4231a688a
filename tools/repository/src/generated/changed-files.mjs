/**
 * The paths whose content differs between two snapshots: changed, added and removed, sorted.
 *
 * @example
 * findChangedFiles(new Map([['a.md', '1']]), new Map([['a.md', '2']])); // ['a.md']
 *
 * @param {ReadonlyMap<string, string>} before Digest by path.
 * @param {ReadonlyMap<string, string>} after
 * @returns {string[]}
 */
export function findChangedFiles(before, after) {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
}
