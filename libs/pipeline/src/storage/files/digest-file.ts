import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** How much a file holds, and which bytes. */
export interface FileDigest {
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

/**
 * Reads a file once, in pieces.
 *
 * @throws the file system's own error; the signal's reason when it is aborted.
 * @example
 * const { bytes, sha256 } = await digestFile('.builds/bars/2026-05/r1.data');
 */
export async function digestFile(path: string, signal?: AbortSignal): Promise<FileDigest> {
  const hash = createHash('sha256');
  let bytes = 0;
  const count = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      hash.update(chunk);
    }
  };
  await pipeline(createReadStream(path), count, signal === undefined ? {} : { signal });
  return { bytes, sha256: hash.digest('hex') };
}
