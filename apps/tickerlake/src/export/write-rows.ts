import { access, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Release, RequestError } from '@tickerlake/pipeline';
import type { ExportColumn } from '@tickerlake/pipeline/local';
import { type Reading, releaseOf } from '../composition/open-reading.ts';
import { toJsonText } from '../output/json.ts';
import { fileExists } from '../output/write-output.ts';
import { describeColumns } from './describe-columns.ts';
import type { ExportFormat } from './export-format.ts';
import { writeJson } from './write-json.ts';

/** Rows are streamed, and what a query sorts or groups goes to the disk beyond this. */
const exportMemory = '288MB';

/** What to write, and where. */
export interface RowsToWrite {
  readonly reading: Reading;
  /** The number of a release as typed; the current one by default. */
  readonly release: string | undefined;
  /** The table, null for a query. */
  readonly table: string | null;
  /** The statement. */
  readonly text: string;
  readonly format: ExportFormat;
  /** An absolute path. */
  readonly file: string;
  readonly mayOverwrite: boolean;
}

/** What was written. */
export interface WrittenRows {
  readonly rows: number;
  readonly bytes: number;
  /** The file that describes its columns. */
  readonly schemaFile: string;
  readonly release: number;
}

/**
 * Writes rows of a release to a file, and describes its columns in `FILE.schema.json`. Readers never see half a file: rows go to
 * `FILE.part`, which is renamed when it is complete.
 *
 * @throws {RequestError} when the file exists, or its folder does not; {SqlExecutionError} when the SQL is wrong or the disk is full.
 * @example
 * const { rows } = await writeRows({ reading, release: undefined, table: 'bars', text: 'select * from bars', format: 'csv', file, mayOverwrite: false });
 */
export async function writeRows(wanted: RowsToWrite): Promise<WrittenRows> {
  const { reading, table, text, file } = wanted;
  await assertFree(file, wanted.mayOverwrite);
  const part = `${file}.part`;
  const schemaFile = `${file}.schema.json`;
  let exported: Exported;
  try {
    exported = await write(wanted, part, exportMemory).catch((error: unknown) => {
      if (table !== null || !isOutOfMemory(error)) throw error;
      return write(wanted, part, reading.settings.config.memoryLimit);
    });
    await writeFile(
      `${schemaFile}.part`,
      `${toJsonText({ table, sql: table === null ? text : null, release: exported.release.id, publishedAt: exported.release.publishedAt, source: reading.source, rows: exported.rows, columns: describeColumns(table === null ? { sql: text } : { table }, exported.columns) })}\n`,
    );
    await rename(part, file);
    await rename(`${schemaFile}.part`, schemaFile);
  } finally {
    for (const left of [part, `${schemaFile}.part`]) await rm(left, { force: true });
  }
  return { rows: exported.rows, bytes: (await stat(file)).size, schemaFile, release: exported.release.id };
}

interface Exported {
  readonly rows: number;
  readonly columns: readonly ExportColumn[];
  readonly release: Release;
}

/** DuckDB cannot put everything on the disk: the lists of `list(...)`, for example. */
const isOutOfMemory = (error: unknown): boolean => error instanceof Error && /Out of Memory Error/.test(error.message);

async function write(
  { reading, release, table, text, format }: RowsToWrite,
  part: string,
  memoryLimit: string,
): Promise<Exported> {
  const reader = await releaseOf(reading, release, { outputs: [part], memoryLimit });
  try {
    const prepared = await reader.prepare(text);
    const { columns } = prepared;
    const rowsOf = async (): Promise<number> => {
      switch (format) {
        case 'arrow':
          return (await import('./write-arrow.ts')).writeArrow(prepared, part);
        case 'xlsx':
          return (await import('./write-xlsx.ts')).writeXlsx(columns, prepared.rows(), part, table ?? 'query');
        case 'json': {
          const handle = await open(part, 'w');
          return writeJson(prepared.rows(), (json) => handle.write(json)).finally(() => handle.close());
        }
        default:
          return prepared.copyTo(format, part);
      }
    };
    return { rows: await rowsOf(), columns, release: reader.release };
  } finally {
    await reader.close();
  }
}

async function assertFree(file: string, mayOverwrite: boolean): Promise<void> {
  const exists = async (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );
  if (!(await exists(dirname(file))))
    throw new RequestError(`There is no folder ${dirname(file)}: make it, or name another file with --output.`);
  if (!mayOverwrite && (await exists(file))) throw fileExists(file);
}
