import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { builtTables } from '../../../ports/table-registry.ts';
import type { StagedBuild, TablePart } from '../../../ports/warehouse.ts';
import { digestFile } from '../../../storage/files/digest-file.ts';
import { buildPath, type StorePaths } from '../../../storage/files/store-paths.ts';
import { createReleaseStore, stateOf } from '../../../storage/releases/release-store.ts';
import { publishRelease } from '../publish-release.ts';
import { tidyStore } from '../tidy-store.ts';

/** What readers saw while releases were published. */
export interface Sightings {
  /** Reads that gave rows of exactly one release. */
  readonly whole: number;
  /** Reads that failed because the files of the release were removed; they can be repeated. */
  readonly gone: number;
  /** What no reader may see. */
  readonly wrong: readonly string[];
}

const months = ['2026-03', '2026-04', '2026-05'] as const;
const rowsPerMonth = 10;

/**
 * Publishes releases that each change one of three months, removes older ones, and reads `current` with DuckDB at the same time.
 *
 * @example
 * const { wrong } = await readWhilePublishing(paths, { releases: 40, reads: 200, readers: 4 });
 */
export async function readWhilePublishing(
  paths: StorePaths,
  { releases, reads, readers }: { readonly releases: number; readonly reads: number; readonly readers: number },
): Promise<Sightings> {
  const duckDb = await DuckDBInstance.create(':memory:');
  const writer = await duckDb.connect();
  const write = async (month: string, release: number): Promise<TablePart> => {
    const path = buildPath('bars', month, `r${release}`);
    await mkdir(dirname(join(paths.root, path)), { recursive: true });
    await writer.run(
      `copy (select '${month}' as month, ${release} as release from range(${rowsPerMonth})) to '${join(paths.root, path)}' (format parquet)`,
    );
    return { path, rows: rowsPerMonth, ...(await digestFile(join(paths.root, path))) };
  };
  const store = createReleaseStore(paths);
  const published = new Set<string>();
  const newest = new Map<string, number>();
  const publish = async (release: number): Promise<void> => {
    const changed = release === 1 ? months : [months[release % months.length] ?? months[0]];
    const staged: StagedBuild[] = [];
    for (const month of changed) {
      const part = await write(month, release);
      newest.set(month, release);
      staged.push({
        months: [month],
        builtOn: stateOf(await store.current()),
        tables: Object.fromEntries(builtTables.map(({ name }) => [name, part])),
        newestDates: {},
        landedBars: 1,
        newBars: 1,
        isChanged: true,
        corrections: { bars: 0, hours: 0, maxChange: 0, samples: [] },
      });
    }
    const [first] = staged;
    if (first === undefined) throw new Error('nothing staged');
    published.add(months.map((month) => `${month}: ${rowsPerMonth} of ${newest.get(month)}`).join(', '));
    await publishRelease(
      paths,
      store,
      factsOf(release),
      staged,
      Object.values(first.tables)[0] as TablePart,
      new Date(),
    );
    // A build that no rule has passed yet.
    if (release % 50 === 1) await write('2026-05', -release);
    await tidyStore(paths, store, { keepReleases: 2 });
  };
  await publish(1);
  let left = reads;
  let [whole, gone] = [0, 0];
  const wrong: string[] = [];
  const read = async (): Promise<void> => {
    const connection = await duckDb.connect();
    const text = `select month, release, count(*)::int as n from read_parquet('${paths.current}/bars/*.parquet') group by all order by all`;
    while (left > 0) {
      left -= 1;
      try {
        const rows = (await connection.runAndReadAll(text)).getRows();
        const seen = rows.map(([month, release, n]) => `${month}: ${n} of ${release}`).join(', ');
        if (published.has(seen)) whole += 1;
        else wrong.push(seen);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (/No such file|No files found/.test(message)) gone += 1;
        else wrong.push(message);
      }
    }
    connection.closeSync();
  };
  const publishAll = async (): Promise<void> => {
    for (let release = 2; release <= releases; release += 1) await publish(release);
  };
  await Promise.all([publishAll(), ...Array.from({ length: readers }, read)]);
  writer.closeSync();
  duckDb.closeSync();
  await stat(join(paths.current, 'bars'));
  return { whole, gone, wrong };
}

const factsOf = (release: number) => ({
  runId: `r${release}`,
  source: 'replay',
  tickers: ['AAPL'],
  from: '2026-03-01',
  to: '2026-05-31',
  quality: { passed: 1, warned: 0, notEvaluated: 0, score: 1 },
});
