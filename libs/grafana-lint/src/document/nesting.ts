/**
 * Whether lists and objects of a JSON value nest deeper than some levels. It never recurses, so that no input exhausts the stack.
 *
 * @example
 * isNestedDeeperThan([[1]], 1); // true
 */
export function isNestedDeeperThan(value: unknown, levels: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    if (depth >= levels && level.length > 0) return true;
  }
  return false;
}
