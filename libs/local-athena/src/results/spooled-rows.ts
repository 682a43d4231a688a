import { open, rm } from 'node:fs/promises';
import * as z from 'zod';
import { readLines } from './read-lines.ts';
import { requireSize } from './require-size.ts';

/** A row of a result as Athena's text values. */
export type ResultRow = readonly (string | null)[];

/** The rows of a result, in a file. */
export interface SpooledRows {
  readonly count: number;
  readonly bytes: number;
  /**
   * Up to `count` rows from an index (0 is the first); fewer when rows are long, but at least one while rows remain.
   */
  read(from: number, most: number): Promise<readonly ResultRow[]>;
  /** Every row in order. */
  all(): AsyncGenerator<ResultRow, void, undefined>;
  /** Removes the file. */
  remove(): Promise<void>;
}

/** A writer of rows to a file. */
export interface RowWriter {
  /** Rejects with EngineFailure when the result exceeds its limit. */
  write(rows: readonly ResultRow[]): Promise<void>;
  end(): Promise<SpooledRows>;
  /** Removes the written file. */
  abandon(): Promise<void>;
}

/** Maximum size of a page, beyond its first row. */
const pageChars = 4_194_304;
/** Rows between two remembered positions in the file. */
const stride = 500;
const row = z.array(z.union([z.string(), z.null()]));

/**
 * Streams rows to a file: memory use does not depend on the size of the result.
 *
 * @param maxBytes of the file.
 * @throws the file system's error when the file cannot be made.
 * @example
 * const writer = await spoolRows('results/1.ndjson', 2 ** 30);
 * await writer.write([['AAPL', null]]);
 * const rows = await writer.end();
 */
export async function spoolRows(path: string, maxBytes: number): Promise<RowWriter> {
  const file = await open(path, 'wx', 0o600);
  const starts: number[] = [];
  let count = 0;
  let bytes = 0;
  const remove = (): Promise<void> => rm(path, { force: true });
  return {
    async write(rows) {
      const lines = rows.map((one) => Buffer.from(`${JSON.stringify(one)}\n`));
      for (const line of lines) {
        if (count % stride === 0) starts.push(bytes);
        count += 1;
        bytes += line.length;
      }
      requireSize(bytes, maxBytes);
      if (lines.length > 0) await file.write(Buffer.concat(lines));
    },
    async end() {
      await file.close();
      return {
        count,
        bytes,
        async read(from, most) {
          const rows: ResultRow[] = [];
          const place = Math.floor(from / stride);
          let skipped = place * stride;
          let chars = 0;
          if (from >= count || most < 1) return rows;
          for await (const line of readLines(path, starts[place] ?? 0)) {
            if (skipped++ < from) continue;
            chars += line.length;
            if (rows.length > 0 && chars > pageChars) break;
            rows.push(row.parse(JSON.parse(line)));
            if (rows.length >= most) break;
          }
          return rows;
        },
        async *all() {
          for await (const line of readLines(path, 0)) yield row.parse(JSON.parse(line));
        },
        remove,
      };
    },
    async abandon() {
      await file.close().catch(() => undefined);
      await remove();
    },
  };
}
