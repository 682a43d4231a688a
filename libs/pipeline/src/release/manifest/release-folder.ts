import { mkdir, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { mapConcurrently } from '../../storage/map-concurrently.ts';
import { isMissing } from '../../storage/files/file-fault.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';
import type { LocalRelease } from '../../storage/releases/release-store.ts';
import { hasNoLinks, linkOrCopy } from './link-or-copy.ts';
import { filesOf, type ReleaseFile } from './release-files.ts';

const linksAtOnce = 8;

/**
 * Makes `releases/<id>/<table>/<month>-r<id>-<hash>.parquet`, links to the files of a release, for readers that know nothing about manifests.
 * The folder appears with all its files or not at all. No two releases share a file name: a reader that lists the files of one release and
 * opens them after `current` points to another finds none of them, so it fails instead of mixing or missing rows.
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
 * Makes the folder of a release if it is missing, and points `current` to it in one step. When a file of the release is lost too, there is
 * no folder and no `current`: a reader gets an error, not the rest of the rows. Without links in the file system there is no `current` either.
 *
 * @throws the file system's own error.
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
  await pointCurrent(paths, release.id);
}

/**
 * Removes the folders of all releases but the kept ones, and what killed commands left behind. A reader that has opened a file can still read it.
 *
 * @returns the folders that cannot be removed because a program on Windows has their files open: the next call tries again.
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

/** Renamed first, so that no reader lists a folder that is partly removed. */
async function removeFolder(folder: string): Promise<void> {
  const gone = draftOf(folder, 'gone');
  await rm(gone, { recursive: true, force: true });
  await rename(folder, gone).catch((cause: unknown) => {
    if (!isMissing(cause)) throw cause;
  });
  await rm(gone, { recursive: true, force: true });
}

/** On Windows a junction, which needs no rights but an absolute path. Elsewhere a relative link, which still works when the store is moved. */
async function pointCurrent({ root, current, releaseFolder }: StorePaths, id: number): Promise<void> {
  const folder = releaseFolder(id);
  const target = await readlink(current).catch(() => null);
  if (target !== null && resolve(root, target) === resolve(folder)) return;
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
    // Windows replaces no junction, and no system replaces the folder that some copies of a store have here. For a moment there is no `current`.
    await removeFolder(current);
    await rename(draft, current);
  });
}
