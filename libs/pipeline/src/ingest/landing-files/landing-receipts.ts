import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { absenceSchema } from '../../values/absence.ts';
import { StoreError } from '../../values/errors.ts';
import type { StagedBuild } from '../../ports/warehouse.ts';
import { writeFileAtomic } from '../../storage/files/atomic-file.ts';
import { isMissing } from '../../storage/files/file-fault.ts';
import { readJson } from '../../storage/files/read-json.ts';
import type { LocalRelease } from '../../storage/releases/release-store.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

/** The receipts of a published run are next to its landed files. */
export const receiptsName = 'receipts.json';

const receiptsSchema = z.object({
  runId: z.string(),
  /** The release that the run published, or found to hold the same bars already. */
  release: z.int().positive(),
  publishedAt: z.string(),
  source: z.string(),
  tickers: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  absences: z.array(absenceSchema).optional(),
  withdrawn: z.array(z.int()).optional(),
  files: z.array(
    z.object({
      path: z.string(),
      bytes: z.int().nonnegative(),
      sha256: z.string(),
      rowsByMonth: z.record(z.string(), z.int().nonnegative()),
    }),
  ),
});

/** What a published run landed: what its months can be built from again. */
export type LandingReceipts = z.infer<typeof receiptsSchema>;

/** All receipts of a store, in the order of their releases, and those that cannot be read. */
export interface FoundReceipts {
  readonly readable: readonly LandingReceipts[];
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Records what a release was built from, next to the landed files. A build that does not list its files leaves no receipts.
 *
 * @throws the file system's own error.
 * @example
 * await writeReceipts(paths, release, staged);
 */
export async function writeReceipts(
  paths: StorePaths,
  release: LocalRelease,
  staged: readonly StagedBuild[],
): Promise<void> {
  const files = staged
    .flatMap((build) => build.landed ?? [])
    .flatMap(({ path, bytes, sha256, rowsByMonth }) =>
      bytes === undefined || sha256 === undefined ? [] : [{ path, bytes, sha256, rowsByMonth }],
    );
  const [first] = files;
  if (first === undefined) return;
  const { runId, id, publishedAt, source, tickers, from, to, absences = [], heldBack = [], withdrawn } = release;
  const receipts: LandingReceipts = {
    runId,
    release: id,
    publishedAt,
    source,
    // A rebuild makes what was published, and nothing of the others was.
    tickers: tickers.filter((ticker) => !heldBack.some((one) => one.ticker === ticker)),
    from,
    to,
    ...(absences.length > 0 && { absences: [...absences] }),
    ...(withdrawn && { withdrawn: [...withdrawn] }),
    files,
  };
  // <day>/<run>/<month>/<file>
  await writeFileAtomic(join(paths.root, dirname(dirname(first.path)), receiptsName), `${JSON.stringify(receipts)}\n`);
}

/**
 * Reads the receipts of all runs whose landed bars are still there.
 *
 * @example
 * const { readable } = await readReceipts(paths);
 */
export async function readReceipts(paths: StorePaths): Promise<FoundReceipts> {
  const readable: LandingReceipts[] = [];
  const unreadable: { path: string; reason: string }[] = [];
  for (const day of await foldersOf(paths.landing)) {
    for (const run of await foldersOf(join(paths.landing, day))) {
      const path = join(paths.landing, day, run, receiptsName);
      try {
        readable.push(await readJson(path, receiptsSchema));
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        // A run that published nothing has none.
        if (!isMissing(error.cause)) unreadable.push({ path, reason: error.message });
      }
    }
  }
  return {
    readable: readable.sort((a, b) => a.release - b.release || (a.publishedAt < b.publishedAt ? -1 : 1)),
    unreadable,
  };
}

/**
 * The receipts of the runs whose bars are in a release, in the order in which they were published.
 *
 * @example
 * const runs = receiptsOf(release, readable);
 */
export const receiptsOf = (
  release: Pick<LocalRelease, 'id' | 'withdrawn'>,
  all: readonly LandingReceipts[],
): LandingReceipts[] =>
  all.filter((receipts) => receipts.release <= release.id && release.withdrawn?.includes(receipts.release) !== true);

async function foldersOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    if (isMissing(cause)) return [];
    throw cause;
  });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
