import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { collectMonths, countRows, type MonthRows } from '../landed-months.ts';
import type { Month } from '../../values/month.ts';
import type { FetchChunk } from '../../ports/bar-source.ts';
import type { LandedFile, Landing, LandingMismatch, LandingReceipt } from '../../ports/landing.ts';
import type { Calendars } from '../../ports/calendars.ts';
import { writeFileAtomic } from '../../storage/files/atomic-file.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

const compress = promisify(gzip);

/**
 * Lands bars as gzip files of newline-delimited JSON: `dt=<arrival date>/run=<run id>/month=<month>/<chunk>.ndjson.gz`.
 * A chunk is held in memory (about 50,000 rows) and each of its files appears whole, by rename.
 *
 * @example
 * const landing = createLocalLanding(storePaths('.tickerlake/simulated'), calendars);
 */
export function createLocalLanding(paths: StorePaths, calendars: Calendars): Landing {
  return {
    async land(run, chunk, pages) {
      const { calls, months, findings } = await collectMonths(pages, { runId: run.runId, chunk, calendars });
      const folder = join(paths.landing, `dt=${run.startedAt.toISOString().slice(0, 10)}`, `run=${run.runId}`);
      const files = await Promise.all([...months].map(([month, rows]) => landMonth(paths, folder, month, chunk, rows)));
      const rows = files.reduce((sum, file) => sum + countRows(file), 0);
      return { chunkId: chunk.id, ticker: chunk.ticker, calls, rows, findings, files } satisfies LandingReceipt;
    },

    async verify(receipts) {
      const mismatches: LandingMismatch[] = [];
      for (const receipt of receipts) {
        for (const file of receipt.files) {
          const reason = await differenceOf(paths, file);
          if (reason !== null)
            mismatches.push({ ticker: receipt.ticker, dates: Object.keys(file.rowsByDate), path: file.path, reason });
        }
      }
      return mismatches;
    },
  };
}

async function landMonth(
  paths: StorePaths,
  folder: string,
  month: Month,
  chunk: FetchChunk,
  rows: MonthRows,
): Promise<LandedFile> {
  const content = await compress(rows.text, { level: 1 });
  const path = join(folder, `month=${month}`, `${chunk.id}.ndjson.gz`);
  await writeFileAtomic(path, content);
  return {
    path: relative(paths.root, path),
    month,
    bytes: content.length,
    sha256: sha256(content),
    rowsByDate: rows.rowsByDate,
  };
}

/** A receipt was counted while the rows were written, so equal bytes prove equal rows per ticker and date. */
async function differenceOf(paths: StorePaths, file: LandedFile): Promise<string | null> {
  let content: Buffer;
  try {
    content = await readFile(join(paths.root, file.path));
  } catch {
    return 'the file is missing';
  }
  if (content.length !== file.bytes) return `it has ${content.length} bytes instead of ${file.bytes}`;
  return sha256(content) === file.sha256 ? null : 'its content was changed';
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
