/**
 * Items by a key, in the order of their first appearance. `Map.groupBy` needs newer browsers and Node 21.
 *
 * @example
 * groupBy(['a1', 'b1', 'a2'], (text) => text.slice(0, 1)).get('a'); // ['a1', 'a2']
 */
export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key) ?? [];
    group.push(item);
    groups.set(key, group);
  }
  return groups;
}
