import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { mapConcurrently } from '../../ingest/map-concurrently.ts';
import { isMissing } from '../../storage/files/file-fault.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';
import type { LocalRelease } from '../../storage/releases/release-store.ts';
import { filesOf, type ReleaseFile } from './release-files.ts';

const linksAtOnce = 8;

/**
 * Makes `releases/<id>/<table>/<month>-r<id>-<hash>.parquet`, links to the files of a release, for readers that know nothing of manifests. The
 * folder is there with all files or not at all. No two releases have a name in common: a reader that lists the files of one, even while
 * its folder is removed, and opens them after `current` leads to another finds none of them, and fails instead of mixing or missing rows.
 *
 * @throws the file system's own error; ENOENT when a file of the release is missing.
 * @example
 * await linkRelease(paths, release);
 */
export async function linkRelease(paths: StorePaths, release: Pick<LocalRelease, 'id' | 'tables'>): Promise<void> {
  const folder = paths.releaseFolder(release.id);
  const links = filesOf(release).map((file) => ({ file: join(paths.root, file.path), link: linkOf(release.id, file) }));
  if (await holdsExactly(folder, links)) return;
  const draft = draftOf(folder, 'tmp');
  await rm(draft, { recursive: true, force: true });
  try {
    for (const table of new Set(links.map((one) => dirname(one.link))))
      await mkdir(join(draft, table), { recursive: true });
    await mapConcurrently(links, linksAtOnce, (one) => linkOrCopy(one.file, join(draft, one.link)));
    await removeFolder(folder);
    await rename(draft, folder);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    throw cause;
  }
}

/**
 * Makes the folder of a release if it is missing, and lets `current` lead to it in one step. When a file is lost
 * too, there is no folder and `current` leads nowhere: a reader gets an error, not the rest of the rows.
 *
 * @throws the file system's own error, but not that it has no links: then there is no `current`.
 * @example
 * await showRelease(paths, release);
 */
export async function showRelease(paths: StorePaths, release: Pick<LocalRelease, 'id' | 'tables'>): Promise<void> {
  try {
    await linkRelease(paths, release);
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    await rm(paths.current, { recursive: true, force: true });
    return;
  }
  await leadTo(paths, release.id);
}

/**
 * Removes the folders of all releases but the kept ones, and what killed commands left. Readers that have opened a file keep it.
 *
 * @returns the folders that stay because programs on Windows have files of them open: the next call tries again.
 * @example
 * const inUse = await removeReleaseFolders(paths, new Set([11, 12]));
 */
export async function removeReleaseFolders(paths: StorePaths, kept: ReadonlySet<number>): Promise<string[]> {
  const inUse: string[] = [];
  for (const name of await readdir(paths.releases)) {
    const folder = join(paths.releases, name);
    if (/^\.\d+\.(tmp|gone)$/.test(name)) await rm(folder, { recursive: true, force: true });
    if (!/^\d+$/.test(name) || kept.has(Number(name))) continue;
    await removeFolder(folder).catch((cause: NodeJS.ErrnoException) => {
      if (!['EPERM', 'EBUSY', 'EACCES'].includes(cause.code ?? '')) throw cause;
      inUse.push(folder);
    });
  }
  return inUse;
}

const linkOf = (id: number, { table, month, path, sha256 }: ReleaseFile): string =>
  join(table, `${month}-r${id}-${sha256?.slice(0, 12) ?? basename(path).replace(/\.\w+$/, '')}.parquet`);

const draftOf = (folder: string, kind: 'tmp' | 'gone'): string => join(dirname(folder), `.${basename(folder)}.${kind}`);

async function holdsExactly(folder: string, links: readonly { readonly link: string }[]): Promise<boolean> {
  const found = await readdir(folder, { recursive: true }).catch((cause: unknown) => {
    if (isMissing(cause)) return [];
    throw cause;
  });
  const names = new Set(found.filter((name) => name.endsWith('.parquet')));
  return names.size === links.length && links.every(({ link: name }) => names.has(name));
}

/** Renamed first: a reader that lists the folder while it goes must not take a part for the whole. */
async function removeFolder(folder: string): Promise<void> {
  const gone = draftOf(folder, 'gone');
  await rm(gone, { recursive: true, force: true });
  await rename(folder, gone).catch((cause: unknown) => {
    if (!isMissing(cause)) throw cause;
  });
  await rm(gone, { recursive: true, force: true });
}

/** FAT and some network drives have no hard links, and NTFS has at most 1,023 of a file. */
async function linkOrCopy(file: string, name: string): Promise<void> {
  await link(file, name).catch((cause: unknown) => {
    if (!hasNoLinks(cause)) throw cause;
    return copyFile(file, name, constants.COPYFILE_FICLONE);
  });
}

const hasNoLinks = (cause: unknown): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK'].includes(String(cause.code));

/** A junction on Windows: it needs no rights, but an absolute path. Elsewhere a relative link, which survives a move of the store. */
async function leadTo({ root, current, releaseFolder }: StorePaths, id: number): Promise<void> {
  const folder = releaseFolder(id);
  const led = await readlink(current).catch(() => null);
  if (led !== null && resolve(root, led) === resolve(folder)) return;
  const draft = draftOf(current, 'tmp');
  await rm(draft, { recursive: true, force: true });
  try {
    await symlink(process.platform === 'win32' ? resolve(folder) : join('releases', String(id)), draft, 'junction');
  } catch (cause) {
    if (!hasNoLinks(cause)) throw cause;
    await rm(current, { recursive: true, force: true });
    return;
  }
  await rename(draft, current).catch(async () => {
    // Windows replaces no junction, and no system replaces a folder, as a copy of a store may have one: for a moment there is no `current`.
    await removeFolder(current);
    await rename(draft, current);
  });
}
