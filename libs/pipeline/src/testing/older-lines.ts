import { gunzipSync, gzipSync } from 'node:zlib';
import { landedBars } from '@tickerlake/record-schema';

/**
 * A landed file as older versions wrote it: one bar a line.
 *
 * @param content gzip.
 * @example
 * await writeFile(path, toOlderLines(await readFile(path)));
 */
export function toOlderLines(content: Uint8Array): Uint8Array {
  const lines = gunzipSync(content).toString('utf8').trimEnd().split('\n');
  const bars = lines.flatMap((line) => landedBars(JSON.parse(line)));
  return gzipSync(bars.map((bar) => `${JSON.stringify(bar)}\n`).join(''));
}
