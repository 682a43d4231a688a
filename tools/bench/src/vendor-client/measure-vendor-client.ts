import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Line } from '../print-lines.ts';
import { compareVendorClient } from './compare-vendor-client.ts';
import { withVendorTable } from './vendor-table.ts';
import { repositoryRoot } from '../repository-root.ts';

/** What was measured last. */
const measuredFile = join(repositoryRoot, 'tools/bench/vendor-client.json');
const page = join(repositoryRoot, 'libs/polygon-client/README.md');

/**
 * Compares the client with the vendor's own, and writes what was measured and the table made of it.
 *
 * @example
 * const lines = await measureVendorClient('/data/bench');
 */
export async function measureVendorClient(folder: string): Promise<Line[]> {
  const comparison = await compareVendorClient(folder, new Date());
  await writeFile(measuredFile, `${JSON.stringify(comparison, null, 2)}\n`);
  await writeFile(page, withVendorTable(await readFile(page, 'utf8'), comparison));
  return comparison.rows.map(({ what, ours, theirs }) => ({ what, value: `${ours} | ${theirs}` }));
}
