import type { ObjectStore } from '../../../storage/objects/object-store.ts';

/**
 * Objects in memory, with S3's conditional writes.
 *
 * @example
 * const objects = createMemoryObjects();
 */
export function createMemoryObjects(): ObjectStore {
  const stored = new Map<string, { content: Uint8Array; etag: string }>();
  let writes = 0;
  return {
    location: 's3://lake/test/',
    read: async (key) => stored.get(key) ?? null,
    async write(key, content, condition) {
      const found = stored.get(key);
      if (condition === 'absent' ? found !== undefined : condition !== undefined && condition.etag !== found?.etag)
        return null;
      const etag = `"${(writes += 1)}"`;
      stored.set(key, { content: typeof content === 'string' ? new TextEncoder().encode(content) : content, etag });
      return etag;
    },
    list: async (prefix) =>
      [...stored]
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, { content }]) => ({ key, bytes: content.length }))
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
    async remove(keys) {
      for (const key of keys) stored.delete(key);
    },
  };
}
