import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FileFacts, FilePort } from '@tickerlake/data-quality';
import { hashNames } from './hash-names.ts';
import { RequestError } from '../values/errors.ts';

/**
 * The files of this machine, for rules about files.
 *
 * @param folder what relative paths start from: the folder of the rules.
 * @throws {RequestError} by its calls, for a path that does not exist or is not on this machine.
 * @example
 * const files = createLocalFiles('quality');
 */
export const createLocalFiles = (folder: string): FilePort => ({
  async list(path) {
    if (path.includes('://'))
      throw new RequestError(`${path} is not on this machine: give the path of a file or a folder here.`);
    return listFiles(path, isAbsolute(path) ? path : resolve(folder, path));
  },
  async checksum(path, algorithm) {
    const hash = createHash(hashNames[algorithm]);
    await pipeline(createReadStream(isAbsolute(path) ? path : resolve(folder, path)), hash);
    return hash.digest('hex');
  },
});

/** `path` is what is shown, `place` where it is. */
async function listFiles(path: string, place: string): Promise<FileFacts[]> {
  const facts = await stat(place).catch((cause: unknown) => {
    throw new RequestError(`${path} does not exist, or cannot be read (${place}).`, { cause });
  });
  if (!facts.isDirectory()) return [{ path, bytes: facts.size, modifiedAt: facts.mtime }];
  const files: FileFacts[] = [];
  for (const name of (await readdir(place)).sort())
    files.push(...(await listFiles(join(path, name), join(place, name))));
  return files;
}
