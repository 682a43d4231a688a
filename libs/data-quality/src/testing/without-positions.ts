/** The same tree without the positions of its nodes, for comparing what two texts mean. */
export function withoutPositions(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(withoutPositions);
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(
    Object.entries(tree)
      .filter(([key]) => key !== 'at')
      .map(([key, value]) => [key, withoutPositions(value)]),
  );
}
