import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { StoreError } from '../../values/errors.ts';
import type { DayFile } from './flat-file-days.ts';
import type { FlatFilePlace } from './flat-file-place.ts';

/** An unpacked file of a day. */
export interface UnpackedDay {
  /** Columns in their order. */
  readonly columns: readonly string[];
  /** Of the file as the vendor has it. */
  readonly sha256: string;
}

const required = ['ticker', 'open', 'close', 'high', 'low', 'window_start'];
const newLine = 10;
const maxHeaderBytes = 4_096;

/**
 * Unpacks a file of a day into a CSV, checks its length and its checksum, and reads its header. An engine that reads the gzip file itself
 * takes a truncated one for a short one.
 *
 * @param to where the CSV is written.
 * @throws {StoreError} for a file that is cut, damaged, empty or has another header.
 * @example
 * const { columns } = await unpackDay(place, day, 'scratch/2026-05-29.csv', signal);
 */
export async function unpackDay(
  place: FlatFilePlace,
  day: DayFile,
  to: string,
  signal: AbortSignal,
): Promise<UnpackedDay> {
  const hash = createHash('sha256');
  let bytes = 0;
  let head = Buffer.alloc(0);
  const packed = async function* (): AsyncIterable<Uint8Array> {
    for await (const chunk of place.read(day.path, signal)) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  const keepHead = async function* (chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const chunk of chunks) {
      if (head.length < maxHeaderBytes && !head.includes(newLine)) head = Buffer.concat([head, chunk]);
      yield chunk;
    }
  };
  const isPacked = day.path.endsWith('.gz');
  try {
    if (day.bytes === 0) throw fault(place, day, 1, 'it is empty');
    await (isPacked
      ? pipeline(Readable.from(packed()), createGunzip(), keepHead, createWriteStream(to), { signal })
      : pipeline(Readable.from(packed()), keepHead, createWriteStream(to), { signal }));
  } catch (cause) {
    signal.throwIfAborted();
    const code = cause instanceof Error && 'code' in cause ? cause.code : '';
    if (code === 'Z_BUF_ERROR') throw fault(place, day, null, 'it is cut short', cause);
    if (code === 'Z_DATA_ERROR')
      throw fault(place, day, null, bytes < maxHeaderBytes ? 'it is not a gzip file' : 'it is damaged', cause);
    throw cause;
  }
  if (bytes !== day.bytes)
    throw fault(place, day, null, `it was listed with ${day.bytes} bytes, and ${bytes} came: it changed meanwhile`);
  return { columns: headerOf(head, place, day), sha256: hash.digest('hex') };
}

function headerOf(head: Buffer, place: FlatFilePlace, day: DayFile): string[] {
  const [line = ''] = head.toString('utf8').split('\n');
  if (line.startsWith('\u{FEFF}'))
    throw fault(place, day, 1, 'it begins with a byte order mark, so another program wrote it again');
  const columns = line.trimEnd().split(',');
  if (line === '') throw fault(place, day, 1, 'it is empty');
  const missing = required.find((name) => !columns.includes(name));
  if (missing === undefined) return columns;
  const other = columns.find((name) => name.trim().toLowerCase() === missing);
  throw fault(
    place,
    day,
    1,
    other === undefined
      ? `its header has no column ${missing}`
      : `its header has the column ${JSON.stringify(other)}, which the vendor writes ${missing}`,
  );
}

/**
 * What is wrong with a file of a day, and what to do.
 *
 * @param line null when it is not known.
 * @example
 * throw fault(place, day, 7, 'the column "open" is not a number');
 */
export function fault(
  place: FlatFilePlace,
  day: DayFile,
  line: number | null,
  reason: string,
  cause?: unknown,
): StoreError {
  const path = place.nameOf(day.path);
  return new StoreError(
    `${path}${line === null ? '' : `, line ${line}`}: ${reason}. Get the file of ${day.date} again, then run the same command again. Nothing was published.`,
    { path, cause },
  );
}
