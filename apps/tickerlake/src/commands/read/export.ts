import { access, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { RequestError } from '@tickerlake/pipeline';
import { createReleaseStore, type ExportColumn, type LocalRelease, openPublished } from '@tickerlake/pipeline/local';
import type { CommandContext } from '../../composition/command-context.ts';
import { currentRelease, findStore, type ReadStore } from '../../composition/read-store.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { describeColumns } from '../../export/describe-columns.ts';
import { type ExportFormat, exportFormat } from '../../export/export-format.ts';
import { nearestName } from '../../input/nearest-name.ts';
import { parseWholeNumber } from '../../input/parse-whole-number.ts';
import { toJsonText } from '../../output/json.ts';
import { publishedTableNames } from '../../published/published-table-names.ts';

/** The rows of a table pass through it: more memory would only hold more of them at a time. A query may have to sort. */
const tableMemoryLimit = '320MB';

/** Options of `export`. */
export interface ExportOptions extends CommonOptions {
  readonly sql?: string;
  readonly format?: ExportFormat;
  readonly output?: string;
  /** The number of a release; the current one by default. */
  readonly release?: string;
  readonly overwrite?: boolean;
}

/**
 * `tickerlake export`: writes a table, or the result of a query, to a file, and describes its columns in `FILE.schema.json`. Readers never
 * see half a file: rows go to `FILE.part`, which is renamed when it is complete.
 *
 * @throws {RequestError} when an option is wrong, the file exists, or its folder does not; {SqlExecutionError} when the SQL is wrong or the
 * disk is full.
 * @example
 * await exportRows('hourly_volatility', { output: 'hours.csv' }, context); // 0
 */
export async function exportRows(
  table: string | undefined,
  options: ExportOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const name = tableName(table, options.sql);
  const text = options.sql ?? `select * from ${name}`;
  const format = exportFormat(options.format, options.output);
  const file = resolve(context.cwd, options.output ?? `${name ?? 'query'}.${format}`);
  const store = await findStore(options, context);
  const release = await findRelease(store, options.release);
  await assertFree(file, options.overwrite ?? false);
  const part = `${file}.part`;
  const schemaFile = `${file}.schema.json`;
  let exported: Exported;
  try {
    exported = await write({ store, release, text, format, part, name: name ?? 'query', isTable: name !== null });
    await writeFile(
      `${schemaFile}.part`,
      `${toJsonText({ table: name, sql: options.sql ?? null, release: release.id, publishedAt: release.publishedAt, source: store.source, rows: exported.rows, columns: describeColumns(name, exported.columns) })}\n`,
    );
    await rename(part, file);
    await rename(`${schemaFile}.part`, schemaFile);
  } finally {
    for (const left of [part, `${schemaFile}.part`]) await rm(left, { force: true });
  }
  const { size } = await stat(file);
  const what = name ?? 'the query';
  context.streams.out(
    store.settings.isJson
      ? `${toJsonText({ file, schema: schemaFile, format, rows: exported.rows, bytes: size, release: release.id })}\n`
      : `${exported.rows.toLocaleString('en')} rows of ${what} (release ${release.id}) are in ${file}, ${(size / 1e6).toFixed(1)} MB.\nIts columns are described in ${basename(schemaFile)}.\n`,
  );
  return 0;
}

interface Exported {
  readonly rows: number;
  readonly columns: readonly ExportColumn[];
}

interface Writing {
  readonly store: ReadStore;
  readonly release: LocalRelease;
  readonly text: string;
  readonly format: ExportFormat;
  readonly part: string;
  readonly name: string;
  readonly isTable: boolean;
}

async function write({ store, release, text, format, part, name, isTable }: Writing): Promise<Exported> {
  const { memoryLimit } = store.settings.config;
  const reader = await openPublished(store.paths, release, {
    signal: store.signal,
    outputs: [part],
    memoryLimit: isTable ? tableMemoryLimit : memoryLimit,
  });
  try {
    const columns = await reader.columnsOf(text);
    if (format !== 'arrow' && format !== 'xlsx') return { rows: await reader.exportTo(text, format, part), columns };
    const rows =
      format === 'arrow'
        ? await (await import('../../export/write-arrow.ts')).writeArrow(reader, columns, part)
        : await (await import('../../export/write-xlsx.ts')).writeXlsx(columns, reader.stream(text), part, name);
    return { rows, columns };
  } finally {
    await reader.close();
  }
}

function tableName(table: string | undefined, sql: string | undefined): string | null {
  if ((table === undefined) === (sql === undefined))
    throw new RequestError('Give the name of a table, or a query with --sql, and not both.');
  if (table === undefined) return null;
  if (publishedTableNames.some((name) => name === table)) return table;
  const meant = nearestName(table, publishedTableNames);
  throw new RequestError(
    `There is no table ${table}.${meant === null ? '' : ` Did you mean ${meant}?`} Tables: ${publishedTableNames.join(', ')}.`,
  );
}

async function findRelease(store: ReadStore, asked: string | undefined): Promise<LocalRelease> {
  if (asked === undefined) return currentRelease(store);
  const expected = 'the number of a release; "tickerlake releases" lists them';
  const id = parseWholeNumber(asked, { flag: '--release', expected });
  const { readable } = await createReleaseStore(store.paths).list();
  const found = readable.find((release) => release.id === id);
  if (found !== undefined) return found;
  throw new RequestError(`There is no release ${id}: "tickerlake releases" lists those that are kept.`);
}

async function assertFree(file: string, mayOverwrite: boolean): Promise<void> {
  const exists = async (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );
  if (!(await exists(dirname(file))))
    throw new RequestError(`There is no folder ${dirname(file)}: make it, or name another file with --output.`);
  if (!mayOverwrite && (await exists(file)))
    throw new RequestError(`${file} exists: add --overwrite, or name another file with --output.`);
}
