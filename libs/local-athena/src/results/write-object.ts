import type { ResultObjects } from './result-objects.ts';

/**
 * Writes an object whose text comes in parts; nothing is left of one that fails.
 *
 * @param object what `ResultObjects.begin` takes.
 * @throws {EngineFailure} when it exceeds its limit; what `parts` throws.
 * @example
 * await writeObject(objects, [id, 's3://lake/results/1.csv', 'text/csv', 2 ** 30], ['"n"\n', '"1"\n']);
 */
export async function writeObject(
  objects: ResultObjects,
  object: Parameters<ResultObjects['begin']>,
  parts: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const writer = await objects.begin(...object);
  try {
    for await (const part of parts) await writer.write(part);
    await writer.end();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}
