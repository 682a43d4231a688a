import { countText, sizeText } from '@tickerlake/data-quality';
import { basename, resolve } from 'node:path';
import { RequestError } from '@tickerlake/pipeline';
import type { CommandContext } from '../../composition/command-context.ts';
import { findStore, releaseToRead } from '../../composition/read-store.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { type ExportFormat, exportFormat } from '../../export/export-format.ts';
import { writeRows } from '../../export/write-rows.ts';
import { tableToRead } from '../../input/table-to-read.ts';
import { toJsonText } from '../../output/json.ts';

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
 * `tickerlake export`: writes a table, or the result of a query, to a file, and describes its columns in `FILE.schema.json`.
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
  const format = exportFormat(options.format, options.output);
  const file = resolve(context.cwd, options.output ?? `${name ?? 'query'}.${format}`);
  const store = await findStore(options, context);
  const release = await releaseToRead(store, options.release);
  const text = options.sql ?? `select * from ${name}`;
  const mayOverwrite = options.overwrite ?? false;
  const { rows, bytes, schemaFile } = await writeRows({
    store,
    release,
    table: name,
    text,
    format,
    file,
    mayOverwrite,
  });
  context.streams.out(
    store.settings.isJson
      ? `${toJsonText({ file, schema: schemaFile, format, rows, bytes, release: release.id })}\n`
      : `Wrote ${countText(rows, 'row')} of ${name ?? 'the query'} (release ${release.id}) to ${file}, ${sizeText(bytes)}.\nIts columns are described in ${basename(schemaFile)}.\n`,
  );
  return 0;
}

function tableName(table: string | undefined, sql: string | undefined): string | null {
  if ((table === undefined) === (sql === undefined))
    throw new RequestError('Give the name of a table, or a query with --sql, and not both.');
  return table === undefined ? null : tableToRead(table);
}
