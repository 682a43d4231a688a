import { createHash } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readParquet } from '@tickerlake/athena-sql';
import { engineType, runsTable, type Table } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import { StoreError } from '../../values/errors.ts';
import { historyTables } from '../lake/history-tables.ts';
import type { RunFacts } from '../run-rows.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

/** Runs in one segment. A run rewrites the newest segment, so this bounds what a run costs. */
export const maxSegmentRuns = 1_000;

/** As many full segments become one, which is not written again. Ten years of hourly runs are at most 18 files of a table. */
export const mergedSegments = 10;

/** Ended runs as Parquet, a file per table: `history/00000001-00000417-3fa29c1b/runs.parquet`. It never changes; a longer one replaces it. */
export interface HistorySegment {
  /** The sequence numbers of its first and last run. */
  readonly first: number;
  readonly last: number;
  /** Names the columns of its files: segments of an older program may have others. */
  readonly columns: string;
  readonly folder: string;
}

/** A table of the history as its segments hold it. */
export interface StoredHistory {
  readonly table: Table;
  /** What readers see of it. */
  readonly published: Table;
  readonly rows: (run: RunFacts) => readonly object[];
}

/** `runs` as its segments hold it: with the request, for `status`. */
export const storedRunsTable = {
  ...runsTable,
  columns: [
    ...runsTable.columns,
    { name: 'request', type: 'string', unit: 'JSON', nullable: false, meaning: 'what the run asked for' },
  ],
} as const satisfies Table;

/** The tables of the history. */
export const storedHistory: readonly StoredHistory[] = historyTables.map(({ table, rows }) =>
  table === runsTable
    ? {
        table: storedRunsTable,
        published: table,
        rows: (run) => rows(run).map((row) => ({ ...row, request: JSON.stringify(run.request) })),
      }
    : { table, published: table, rows },
);

/** The fingerprint of the columns that this program writes. */
export const writtenColumns = createHash('sha256')
  .update(
    JSON.stringify(
      storedHistory.map(({ table }) => [
        table.name,
        table.columns.map((column) => [column.name, engineType(column, 'duckdb')]),
      ]),
    ),
  )
  .digest('hex')
  .slice(0, 8);

const pad = (sequence: number): string => String(sequence).padStart(8, '0');

/**
 * The segment of a span of sequence numbers, as this program writes it.
 *
 * @example
 * segmentOf(storePaths('.tickerlake/simulated'), 1, 417).folder; // '.tickerlake/simulated/history/00000001-00000417-3fa29c1b'
 */
export function segmentOf(paths: Pick<StorePaths, 'history'>, first: number, last: number): HistorySegment {
  return {
    first,
    last,
    columns: writtenColumns,
    folder: join(paths.history, `${pad(first)}-${pad(last)}-${writtenColumns}`),
  };
}

/**
 * The Parquet file of one table in a segment.
 *
 * @example
 * segmentFile(segment, runsTable); // '.../history/00000001-00000417-3fa29c1b/runs.parquet'
 */
export const segmentFile = ({ folder }: HistorySegment, { name }: Pick<Table, 'name'>): string =>
  join(folder, `${name}.parquet`);

/** The segments of a store, oldest first. */
export interface HistorySegments {
  /** What readers see. */
  readonly current: readonly HistorySegment[];
  /** Those whose runs are all in a longer one. They stay for a while: a query may be reading them. */
  readonly replaced: readonly HistorySegment[];
}

/**
 * Lists the segments of a store. Drafts, and anything else that is not named as a segment, are passed over.
 *
 * @throws the file system's error when the folder exists but cannot be read.
 * @example
 * const { current } = await listSegments(storePaths('.tickerlake/simulated'));
 */
export async function listSegments({ history }: Pick<StorePaths, 'history'>): Promise<HistorySegments> {
  const names = await readdir(history).catch((cause: NodeJS.ErrnoException) =>
    cause.code === 'ENOENT' || cause.code === 'ENOTDIR' ? [] : Promise.reject(cause),
  );
  const all = names.sort().flatMap((name): HistorySegment[] => {
    const [, first, last, columns] = /^(\d{8})-(\d{8})-([0-9a-f]{8})$/.exec(name) ?? [];
    return first === undefined || last === undefined || columns === undefined
      ? []
      : [{ first: Number(first), last: Number(last), columns, folder: join(history, name) }];
  });
  // Of two with the same runs the later one counts; an older program may have written the other.
  const isReplaced = ({ first, last }: HistorySegment, index: number): boolean =>
    all.some(
      (other, at) =>
        other.first <= first && other.last >= last && (other.first < first || other.last > last || at > index),
    );
  return { current: all.filter((segment, index) => !isReplaced(segment, index)), replaced: all.filter(isReplaced) };
}

/** What a damaged segment costs, and what to do. */
export const historyRepair =
  'Remove the folder of that file: its runs are then missing from runs, corrections and quality_history. Nothing else needs it.';

/**
 * The error for a history that cannot be read.
 *
 * @param cause the error of the engine or the file system; it names the file.
 * @example
 * throw historyFault(paths.history, cause);
 */
export function historyFault(history: string, cause: unknown): StoreError {
  const [line = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  const reason = line.replace(/^DuckDB could not run a statement: /, '');
  return new StoreError(`The history of runs in ${history} cannot be read: ${reason}. ${historyRepair}`, {
    path: history,
    cause,
  });
}

/** The start and the end of every Parquet file. Source: Apache Parquet, "File Format". */
const magic = Buffer.from('PAR1');

/**
 * The files that are missing or are not Parquet files, by their first and last bytes.
 *
 * @example
 * const [damaged] = await damagedFiles(historyFiles(runs));
 */
export async function damagedFiles(paths: readonly string[]): Promise<readonly string[]> {
  const sound = await Promise.all(paths.map((path) => isParquet(path).catch(() => false)));
  return paths.filter((_, index) => sound[index] !== true);
}

async function isParquet(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size < 2 * magic.length) return false;
    const ends = [0, size - magic.length].map(async (position) => {
      const { buffer } = await file.read(Buffer.alloc(magic.length), 0, magic.length, position);
      return buffer.equals(magic);
    });
    return (await Promise.all(ends)).every(Boolean);
  } finally {
    await file.close();
  }
}

/** How many runs a segment holds. */
export const lengthOf = ({ first, last }: HistorySegment): number => last - first + 1;

/**
 * The ids of the runs in a segment.
 *
 * @throws {StoreError} when its file cannot be read.
 * @example
 * const ids = await runIdsOf(db, segment);
 */
export async function runIdsOf(db: Kysely<unknown>, segment: HistorySegment): Promise<Set<string>> {
  const path = segmentFile(segment, runsTable);
  const { rows } = await sql<{ run_id: string }>`select run_id from ${readParquet(runsTable, [path])}`
    .execute(db)
    .catch((cause: unknown) => {
      throw historyFault(dirname(segment.folder), cause);
    });
  return new Set(rows.map((row) => row.run_id));
}
