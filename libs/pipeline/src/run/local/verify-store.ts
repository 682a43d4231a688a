import { join } from 'node:path';
import { StoreError } from '../../values/errors.ts';
import { mapConcurrently } from '../../storage/map-concurrently.ts';
import { findRot, type NamedFile } from '../../storage/files/check-file.ts';
import { readReceipts } from '../../ingest/landing-files/landing-receipts.ts';
import { damagedFiles, historyRepair } from '../../history/local/history-segments.ts';
import { findRuns, historyFiles } from '../../history/local/open-run-history.ts';
import { createLocalSplitStore } from '../../splits/local-split-store.ts';
import { filesOf } from '../../release/manifest/release-files.ts';
import { createReleaseStore } from '../../storage/releases/release-store.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';
import { isSuperseded } from '../../ingest/landing-files/superseded.ts';

const filesAtOnce = 4;

/** A file of a store that has changed since it was written. */
export interface StoreFault {
  readonly kind: 'pointer' | 'manifest' | 'table' | 'landing' | 'splits' | 'history';
  readonly path: string;
  /** A sentence that begins with the path. */
  readonly reason: string;
  /** Ids of the releases that need it. */
  readonly releases: readonly number[];
  /** What to do, as a sentence. */
  readonly next: string;
}

/** What was checked, and what was found. */
export interface StoreReport {
  readonly releases: readonly number[];
  readonly files: number;
  readonly bytes: number;
  /** Files of releases from before hashes were kept: only their size was compared. */
  readonly withoutHash: number;
  readonly faults: readonly StoreFault[];
}

/** What to look at. */
export interface VerifyOptions {
  /** One release instead of all; then landing, history and splits are left out. */
  readonly releaseId?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called after each file with the number done and the total. */
  readonly onFile?: ((done: number, total: number) => void) | undefined;
}

/**
 * Reads every file that the kept releases and the receipts of landed bars name, and compares it with its hash; splits and history have
 * none, so that only their format is checked. Changes nothing.
 *
 * @throws {StoreError} when the release does not exist.
 * @throws the signal's reason when it is aborted.
 * @example
 * const { faults } = await verifyStore(paths, {});
 */
export async function verifyStore(
  paths: StorePaths,
  { releaseId, signal, onFile }: VerifyOptions,
): Promise<StoreReport> {
  const store = createReleaseStore(paths);
  const { readable, unreadable } = await store.list();
  const releases = readable.filter(({ id }) => releaseId === undefined || id === releaseId);
  const faults: StoreFault[] = [];
  const pointedId = await store.pointedId();
  const broken = await faultOfCurrent(() => store.current());
  // The current manifest counts as damaged below when its file is there.
  const isListed = unreadable.some(({ id }) => id === pointedId);
  if (broken !== null && !isListed)
    faults.push({
      kind: pointedId === null ? 'pointer' : 'manifest',
      path: paths.currentRelease,
      reason: broken,
      releases: [],
      next: '',
    });
  for (const { id, path, reason } of unreadable) {
    if (releaseId !== undefined && releaseId !== id) continue;
    faults.push({
      kind: 'manifest',
      path,
      reason,
      releases: [id],
      next:
        id === pointedId
          ? '"tickerlake rebuild" publishes it again from the landed bars.'
          : 'Nothing else needs it: it goes when newer releases have taken its place, or with "tickerlake gc --keep 1".',
    });
  }
  if (releaseId !== undefined && releases.length === 0 && faults.length === 0)
    throw new StoreError(`There is no release ${releaseId}. Kept: ${readable.map(({ id }) => id).join(', ')}.`, {
      path: paths.releases,
    });
  const named = new Map<
    string,
    NamedFile & { readonly releases: number[]; readonly kind: 'table' | 'landing'; readonly next: string }
  >();
  for (const release of releases) {
    for (const file of filesOf(release)) {
      const found = named.get(file.path);
      if (found !== undefined) found.releases.push(release.id);
      else named.set(file.path, { ...file, releases: [release.id], kind: 'table', next: '' });
    }
  }
  if (releaseId === undefined) {
    const { readable: receipts, unreadable: lost } = await readReceipts(paths);
    for (const { path, reason } of lost)
      faults.push({
        kind: 'landing',
        path,
        reason,
        releases: [],
        next: 'No table needs it: remove its folder when a later run has fetched the same days.',
      });
    for (const one of receipts) {
      const next = `No table needs it. "tickerlake run --from ${one.from} --to ${one.to} --fresh" fetches the bars again.`;
      if (!isSuperseded(one, receipts))
        for (const file of one.files) named.set(file.path, { ...file, releases: [], kind: 'landing', next });
    }
    const splits = await faultOfCurrent(() => createLocalSplitStore(paths).open());
    for (const path of await damagedFiles(historyFiles(await findRuns(paths)))) {
      const reason = `${path} is missing or is not a Parquet file.`;
      faults.push({ kind: 'history', path, reason, releases: [], next: historyRepair });
    }
    if (splits !== null) faults.push({ kind: 'splits', path: paths.splits, reason: splits, releases: [], next: '' });
  }
  const files = [...named.values()];
  let done = 0;
  await mapConcurrently(files, filesAtOnce, async (file) => {
    signal?.throwIfAborted();
    const fault = await findRot(paths.root, file, signal);
    onFile?.((done += 1), files.length);
    if (fault === null) return;
    const path = join(paths.root, file.path);
    const next =
      file.kind === 'landing'
        ? file.next
        : file.releases.includes(pointedId ?? 0)
          ? '"tickerlake rebuild" makes it again from the landed bars.'
          : 'Only older releases need it: it goes with them, or with "tickerlake gc --keep 1".';
    faults.push({ kind: file.kind, path, reason: `${path} ${fault}.`, releases: file.releases, next });
  });
  return {
    releases: releases.map(({ id }) => id),
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    withoutHash: files.filter(({ sha256 }) => sha256 === undefined).length,
    faults,
  };
}

/** The damage that a read reports; its sentence already says how to recover. */
async function faultOfCurrent(read: () => Promise<unknown>): Promise<string | null> {
  try {
    await read();
    return null;
  } catch (error) {
    if (error instanceof StoreError) return error.message;
    throw error;
  }
}
