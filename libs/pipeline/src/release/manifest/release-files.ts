import { join } from 'node:path';
import { isDataError } from '../../engines/duckdb/is-data-error.ts';
import { StoreError } from '../../values/errors.ts';
import { mapConcurrently } from '../../storage/map-concurrently.ts';
import { findFault, findRot, type NamedFile } from '../../storage/files/check-file.ts';
import type { LocalRelease } from '../../storage/releases/release-store.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

const filesAtOnce = 8;

/** A file of a release. */
export interface ReleaseFile extends NamedFile {
  readonly table: string;
  /** The month, or `latest` of a table without months. */
  readonly month: string;
  readonly rows: number;
}

/** A file of a release that differs from its manifest. */
export interface LostFile extends ReleaseFile {
  /** The rest of a sentence that begins with the path. */
  readonly fault: string;
}

/**
 * All files of a release.
 *
 * @example
 * const paths = filesOf(release).map(({ path }) => path);
 */
export const filesOf = ({ tables }: Pick<LocalRelease, 'tables'>): ReleaseFile[] =>
  Object.entries(tables).flatMap(([table, months]) =>
    Object.entries(months).flatMap(([month, files]) => files.map((file) => ({ ...file, table, month }))),
  );

/**
 * The files of a release that are missing or have another size; with `isThorough` also those whose bytes differ.
 *
 * @example
 * const lost = await findLostFiles(paths, release);
 */
export async function findLostFiles(
  { root }: Pick<StorePaths, 'root'>,
  release: Pick<LocalRelease, 'tables'>,
  isThorough = false,
): Promise<LostFile[]> {
  const look = isThorough ? findRot : findFault;
  const found = await mapConcurrently(filesOf(release), filesAtOnce, async (file) => ({
    ...file,
    fault: await look(root, file),
  }));
  return found.flatMap(({ fault, ...file }) => (fault === null ? [] : [{ ...file, fault }]));
}

/**
 * The message about lost files: the first one, of which release, how many more, and what to do.
 *
 * @example
 * lostFilesMessage(paths, 3, lost); // '/data/replay/.builds/bars/2026-05/01J.data of release 3 is missing. "tickerlake rebuild" makes ...'
 */
export function lostFilesMessage(
  { root }: Pick<StorePaths, 'root'>,
  releaseId: number,
  lost: readonly LostFile[],
): string {
  const [first] = lost;
  const more = lost.length > 1 ? `, and ${lost.length - 1} more of its files are damaged` : '';
  return `${join(root, first?.path ?? '')} of release ${releaseId} ${first?.fault}${more}. "tickerlake rebuild" makes it again from the landed bars.`;
}

/**
 * Verifies that every file of a release exists with its size.
 *
 * @throws {StoreError} with the first file that is not, the release, and the command that repairs it.
 * @example
 * await assertFiles(paths, release);
 */
export async function assertFiles(
  paths: Pick<StorePaths, 'root'>,
  release: Pick<LocalRelease, 'id' | 'tables'>,
): Promise<void> {
  const lost = await findLostFiles(paths, release);
  const [first] = lost;
  if (first !== undefined)
    throw new StoreError(`${lostFilesMessage(paths, release.id, lost)} Nothing was published.`, {
      path: join(paths.root, first.path),
    });
}

/**
 * An engine's error, or a better one when files of the release are damaged: engines report bytes, and rarely the file.
 *
 * @example
 * const rows = await read().catch(async (error) => { throw await toDamage(paths, release, error); });
 */
export async function toDamage(
  paths: Pick<StorePaths, 'root'>,
  release: Pick<LocalRelease, 'id' | 'tables'>,
  error: unknown,
): Promise<unknown> {
  if (!isDataError(error) || error.message.includes('tickerlake rebuild')) return error;
  const lost = await findLostFiles(paths, release, true);
  const [first] = lost;
  return first === undefined
    ? error
    : new StoreError(lostFilesMessage(paths, release.id, lost), { path: join(paths.root, first.path), cause: error });
}
