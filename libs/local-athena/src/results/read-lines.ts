import { open } from 'node:fs/promises';

const newline = 10;
const blockBytes = 65_536;

/**
 * The lines of a file from a byte on, in UTF-8, without their `\n`. Only `\n` ends a line: `node:readline` also cuts at U+2028, which JSON
 * may hold.
 *
 * @param from the byte at which a line starts.
 * @throws the file system's error when the file is gone.
 * @example
 * for await (const line of readLines('rows.ndjson', 0)) rows.push(JSON.parse(line));
 */
export async function* readLines(path: string, from: number): AsyncGenerator<string, void, undefined> {
  const file = await open(path);
  try {
    const parts: Buffer[] = [];
    for (let at = from; ;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(blockBytes), 0, blockBytes, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      const block = buffer.subarray(0, bytesRead);
      let start = 0;
      for (let end = block.indexOf(newline); end >= 0; end = block.indexOf(newline, start)) {
        yield Buffer.concat([...parts.splice(0), block.subarray(start, end)]).toString('utf8');
        start = end + 1;
      }
      parts.push(block.subarray(start));
    }
  } finally {
    await file.close();
  }
}
