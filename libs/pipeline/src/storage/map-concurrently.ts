/**
 * Does `body` for every item, at most `workers` at a time, and settles only when nothing runs any more. After a failure
 * no further item is begun.
 *
 * @throws the first failure.
 * @example
 * const sizes = await mapConcurrently(paths, 2, async (path) => (await stat(path)).size);
 */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  workers: number,
  body: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const waiting = items.entries();
  const results: Result[] = [];
  const failures: unknown[] = [];
  const work = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      try {
        results[index] = await body(item);
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  if (failures.length > 0) throw failures[0];
  return results;
}
