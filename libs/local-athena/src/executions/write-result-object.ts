import type { ResultObjects } from '../results/result-objects.ts';
import type { Execution } from './execution.ts';
import { contentTypes, type QueryResult, resultFile } from './result-store.ts';

/**
 * Writes a result as the object that Athena would write; its `.metadata` is left out, since the format is undocumented.
 *
 * @throws {EngineFailure} when the file exceeds `maxBytes`.
 * @example
 * await writeResultObject(objects, execution, 's3://lake/results/1.csv', result, 2 ** 30);
 */
export async function writeResultObject(
  objects: ResultObjects,
  { id, filing }: Execution,
  location: string,
  result: QueryResult,
  maxBytes: number,
): Promise<void> {
  const writer = await objects.begin(id, location, contentTypes[filing.extension], maxBytes);
  try {
    for await (const part of resultFile(result, filing.extension)) await writer.write(part);
    await writer.end();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}
