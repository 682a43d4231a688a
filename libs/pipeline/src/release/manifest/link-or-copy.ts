import { constants } from 'node:fs';
import { copyFile, link } from 'node:fs/promises';

/**
 * Gives a file a second name. Where the file system has no hard links (FAT, some network drives), or the file has as many as it may have
 * (1,023 on NTFS), the second name is a copy.
 *
 * @throws the file system's own error, also when the second name is taken.
 * @example
 * await linkOrCopy('.builds/bars/2026-05/r1.data', 'releases/1/bars/2026-05.parquet');
 */
export async function linkOrCopy(file: string, name: string): Promise<void> {
  await link(file, name).catch((cause: unknown) => {
    if (!hasNoLinks(cause)) throw cause;
    return copyFile(file, name, constants.COPYFILE_FICLONE);
  });
}

/**
 * Whether an error says that the file system makes no such link.
 *
 * @example
 * await symlink(folder, name).catch((cause) => { if (!hasNoLinks(cause)) throw cause; });
 */
export const hasNoLinks = (cause: unknown): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK'].includes(String(cause.code));
