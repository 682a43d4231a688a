import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { openDuckDb } from '../../engines/duckdb/duckdb-session.ts';
import type { BarSource } from '../../ports/bar-source.ts';
import { createCalendars } from '../../ports/calendars.ts';
import { systemClock } from '../../ports/system-clock.ts';
import { newYorkParts } from '../../explain/clock-text.ts';
import type { PlantedBars } from '../../testing/source-contract.ts';
import { flatFileFolder } from '../flatfiles/flat-file-folder.ts';
import { createFlatFileSource } from '../flatfiles/flatfile-source.ts';

/** The vendor's header. */
export const flatFileHeader = 'ticker,volume,open,close,high,low,window_start,transactions';

/**
 * A folder of flat files, and a source over it; both go when the test ends.
 *
 * @param files content by path inside the folder; packed where the name says so, unless it is bytes.
 * @example
 * const { source } = await openFlatFolder({ [dayPath('2026-05-29')]: text });
 */
export async function openFlatFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<{ readonly folder: string; readonly scratch: string; readonly source: BarSource }> {
  const folder = await mkdtemp(join(tmpdir(), 'tickerlake-'));
  const scratch = join(folder, 'scratch');
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    const isPacked = typeof content === 'string' && path.endsWith('.gz');
    await writeFile(join(folder, path), isPacked ? gzipSync(content) : content);
  }
  const source = createFlatFileSource({
    place: flatFileFolder(folder),
    calendars: createCalendars({}),
    clock: systemClock,
    scratch,
    openEngine: () => openDuckDb<unknown>({ tempDirectory: scratch }),
  });
  onTestFinished(async () => {
    await source.finish?.();
    await rm(folder, { recursive: true, force: true });
  });
  return { folder, scratch, source };
}

/**
 * Where a day's minutes are.
 *
 * @example
 * dayPath('2026-05-29'); // 'us_stocks_sip/minute_aggs_v1/2026/05/2026-05-29.csv.gz'
 */
export const dayPath = (date: string, set = 'minute_aggs_v1'): string =>
  `us_stocks_sip/${set}/${date.slice(0, 4)}/${date.slice(5, 7)}/${date}.csv.gz`;

/**
 * Bars as the vendor's files have them, by path.
 *
 * @example
 * const files = toFlatFiles({ AAPL: [{ t, o: 1, h: 1, l: 1, c: 1, v: 5, n: 1 }] });
 */
export function toFlatFiles(planted: PlantedBars): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [ticker, bars] of Object.entries(planted))
    for (const { t, o, h, l, c, v, n } of bars) {
      const path = dayPath(newYorkParts(t).date);
      files[path] = `${files[path] ?? `${flatFileHeader}\n`}${ticker},${v},${o},${c},${h},${l},${t}000000,${n}\n`;
    }
  return files;
}
