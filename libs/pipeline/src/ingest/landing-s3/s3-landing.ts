import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { collectMonths, countRows, type MonthRows } from '../landed-months.ts';
import type { Month } from '../../values/month.ts';
import type { FetchChunk } from '../../ports/bar-source.ts';
import type { LandedFile, Landing, LandingMismatch } from '../../ports/landing.ts';
import { mapConcurrently } from '../../storage/map-concurrently.ts';
import type { Calendars } from '../../ports/calendars.ts';
import { landingFolder } from '../../storage/objects/lake-layout.ts';
import type { ObjectStore } from '../../storage/objects/object-store.ts';

const compress = promisify(gzip);
const concurrentReads = 8;

/** The run that rows are landed for; its start names the day's folder. */
export type LandingRun = Parameters<Landing['land']>[0];

/**
 * Lands bars as gzip objects of newline-delimited JSON below the folder that the table `raw_bars` reads:
 * `landing/raw_bars/<UTC day>/<run>/<chunk>/<month>.ndjson.gz`. The keys end in `.gz`, or the engines would read the
 * compressed bytes as text. A chunk that is landed again leaves no object of the first time.
 *
 * @example
 * const landing = createS3Landing(createObjectStore(s3, 's3://lake/tickerlake/'), calendars);
 */
export function createS3Landing(objects: ObjectStore, calendars: Calendars): Landing {
  return {
    async land(run, chunk, pages) {
      const { calls, months, findings } = await collectMonths(pages, { runId: run.runId, chunk, calendars });
      const files = await landMonths(objects, run, chunk, months);
      return {
        chunkId: chunk.id,
        ticker: chunk.ticker,
        calls,
        rows: files.reduce((sum, file) => sum + countRows(file), 0),
        findings,
        files,
      };
    },

    async verify(receipts) {
      const files = receipts.flatMap((receipt) => receipt.files.map((file) => ({ ticker: receipt.ticker, file })));
      const found = await mapConcurrently(
        files,
        concurrentReads,
        async ({ ticker, file }): Promise<LandingMismatch | null> => {
          const reason = await differenceOf(objects, file);
          return reason === null ? null : { ticker, dates: Object.keys(file.rowsByDate), path: file.path, reason };
        },
      );
      return found.filter((mismatch) => mismatch !== null);
    },
  };
}

/**
 * Writes a chunk's rows, an object a month, then removes what an earlier attempt of the same run and chunk left there.
 *
 * @throws {StoreError} when an object cannot be written; a repeated call replaces it.
 * @example
 * const files = await landMonths(objects, run, chunk, (await collectMonths(pages, { runId, chunk, calendars })).months);
 */
export async function landMonths(
  objects: Pick<ObjectStore, 'write' | 'list' | 'remove'>,
  run: LandingRun,
  chunk: FetchChunk,
  months: ReadonlyMap<Month, MonthRows>,
): Promise<LandedFile[]> {
  const folder = `${landingFolder}${run.startedAt.toISOString().slice(0, 10)}/${run.runId}/${chunk.id}/`;
  const files: LandedFile[] = [];
  for (const [month, { text, rowsByDate }] of months) {
    const content = await compress(text, { level: 6 });
    const path = `${folder}${month}.ndjson.gz`;
    await objects.write(path, content);
    files.push({ path, month, bytes: content.length, sha256: sha256(content), rowsByDate });
  }
  const stale = (await objects.list(folder)).filter(({ key }) => !files.some((file) => file.path === key));
  await objects.remove(stale.map(({ key }) => key));
  return files;
}

/** A receipt was counted while the rows were written, so equal bytes prove equal rows per ticker and date. */
async function differenceOf(objects: ObjectStore, file: LandedFile): Promise<string | null> {
  const stored = await objects.read(file.path);
  if (stored === null) return 'the object is missing';
  if (stored.content.length !== file.bytes) return `it has ${stored.content.length} bytes instead of ${file.bytes}`;
  return sha256(stored.content) === file.sha256 ? null : 'its content was changed';
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
