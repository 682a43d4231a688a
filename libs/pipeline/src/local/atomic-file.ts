import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file so that a reader, or a crash at any moment, finds the old content or the new one, never a part: the
 * content goes to `<path>.tmp`, is flushed to the disk, and is renamed into place.
 *
 * @throws the file system's own error (EACCES, ENOSPC, EROFS, ...); the partial file is removed.
 * @example
 * await writeFileAtomic('releases/current.json', '{"release":3}');
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  await replaceFile(path, async (temporary) => {
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
}

/**
 * Lets `write` make a file under a temporary name and renames it into place. For writers that open files themselves.
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
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  }
}
