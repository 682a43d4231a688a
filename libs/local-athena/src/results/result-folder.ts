import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RowWriter, spoolRows } from './spooled-rows.ts';

/** A folder of results, readable by its owner alone. */
export interface ResultFolder {
  /** Creates the result file of a query. */
  begin(id: string, maxBytes: number): Promise<RowWriter>;
  /** The path of a file in it. */
  pathOf(name: string): string;
  /** Removes the folder with its content. */
  remove(): Promise<void>;
}

/**
 * A result folder in the machine's temporary folder, created with the first result. Removed by `remove` or when the
 * process ends.
 *
 * @example
 * const folder = openResultFolder();
 */
export function openResultFolder(): ResultFolder {
  let made: string | null = null;
  const removeNow = (): void => {
    if (made !== null) rmSync(made, { recursive: true, force: true });
  };
  const pathOf = (name: string): string => {
    if (made === null) {
      made = mkdtempSync(join(tmpdir(), 'tickerlake-results-'));
      process.once('exit', removeNow);
    }
    return join(made, name);
  };
  return {
    begin: (id, maxBytes) => spoolRows(pathOf(`${id}.ndjson`), maxBytes),
    pathOf,
    async remove() {
      const folder = made;
      made = null;
      process.off('exit', removeNow);
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    },
  };
}
