import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file so that a reader, or a crash at any moment, finds the old content or the new one, never a part.
 *
 * @throws the file system's own error (EACCES, ENOSPC, EROFS, ...); the partial file is removed.
 * @example
 * await writeFileAtomic('releases/current.json', '{"release":3}');
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  await replaceFile(path, (temporary) => writeFile(temporary, content));
}

/**
 * Lets `write` make the file `<path>.tmp`, flushes it to the disk and renames it into place: also after a power cut, what
 * has the name is whole.
 *
 * @throws whatever `write` throws; the partial file is removed.
 * @example
 * await replaceFile('bars.parquet', (temporary) => copyTo(temporary));
 */
export async function replaceFile(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${path}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await write(temporary);
    await flush(temporary);
    await rename(temporary, path).catch((cause: unknown) => takePlaceOfFolder(temporary, path, cause));
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true });
    throw cause;
  }
}

/** A folder where a file belongs is damage: it moves to `<path>.damaged`, so that nothing in it is lost. */
async function takePlaceOfFolder(temporary: string, path: string, cause: unknown): Promise<void> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw cause;
  await rename(path, `${path}.damaged`);
  await rename(temporary, path);
}

/**
 * Flushes a file to the disk. A folder is flushed after a rename in it: until then a power cut may undo the rename. Windows cannot
 * flush folders, and keeps renames by itself.
 *
 * @throws the file system's own error, such as ENOENT.
 * @example
 * await flush('history', 'folder');
 */
export async function flush(path: string, kind: 'file' | 'folder' = 'file'): Promise<void> {
  if (kind === 'folder' && process.platform === 'win32') return;
  const handle = await open(path, kind === 'file' ? 'r+' : 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
