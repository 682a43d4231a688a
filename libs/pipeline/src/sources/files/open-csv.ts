import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { FilesSettings } from './files-settings.ts';
import type { OwnFile } from './list-own-files.ts';
import { ownFileError } from './own-file-error.ts';

/** A CSV file, ready to be read. */
export interface OpenCsv {
  /** The uncompressed file: the file itself, or a copy in the scratch folder. */
  readonly path: string;
  /** Names of the header, in order. */
  readonly header: readonly string[];
  readonly delimiter: string;
}

const headerBytes = 65_536;
const delimiters = [',', ';', '\t', '|'] as const;

/**
 * Uncompresses a CSV file where that is needed, which finds what the engine would not: a gzip file that is cut short reads there like one that is whole.
 * Then reads its header.
 *
 * @throws {StoreError} with file and line when it is empty, damaged, or in another encoding than UTF-8.
 * @example
 * const { header } = await openCsv(file, settings, scratch);
 */
export async function openCsv(
  file: OwnFile,
  { delimiter: stated }: Pick<FilesSettings, 'delimiter'>,
  scratch: string,
): Promise<OpenCsv> {
  const path = file.format === 'csv' ? file.path : await uncompress(file, scratch);
  const { size } = await stat(path);
  if (size === 0) throw ownFileError(file.path, null, 'the file is empty', 'remove it, or write it again');
  const start = await readStart(path);
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff))
    throw ownFileError(file.path, 1, 'the text is UTF-16', 'save it as UTF-8');
  const text = new TextDecoder('utf-8', { fatal: false }).decode(start);
  const [line = ''] = text.split(/\r?\n/);
  const delimiter = stated ?? delimiters.reduce((best, one) => (countOf(line, one) > countOf(line, best) ? one : best));
  const header = line.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  const twice = header.find((name, at) => header.indexOf(name) !== at);
  if (twice !== undefined)
    throw ownFileError(file.path, 1, `the header has the column "${twice}" twice`, 'give each column its own name');
  return { path, header, delimiter };
}

const countOf = (text: string, part: string): number => text.split(part).length;

async function uncompress(file: OwnFile, scratch: string): Promise<string> {
  const path = join(scratch, file.name.slice(0, -'.gz'.length));
  try {
    await pipeline(createReadStream(file.path), createGunzip(), createWriteStream(path));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw ownFileError(file.path, null, `the gzip file is cut short or damaged (${reason})`, 'copy it again', cause);
  }
  return path;
}

async function readStart(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * The line of a row in a CSV file: rows are numbered from 1 after the header, and empty lines are no rows.
 *
 * @example
 * const line = await lineOfRow('bars/AAPL.csv', 1);
 */
export async function lineOfRow(path: string, row: number): Promise<number> {
  let [line, rows, rest] = [0, -1, ''];
  for await (const part of createReadStream(path, 'utf8')) {
    const lines = `${rest}${String(part)}`.split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      line += 1;
      if (text.trim() !== '') rows += 1;
      if (rows === row) return line;
    }
  }
  return line + 1;
}
