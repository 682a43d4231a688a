import { countText } from '@tickerlake/data-quality';
import { sizeText } from '@tickerlake/record-schema';
import { basename, resolve } from 'node:path';
import { RequestError } from '@tickerlake/pipeline';
import type { CommandContext } from '../../composition/command-context.ts';
import { openReading } from '../../composition/open-reading.ts';
import type { ScanOptions } from '../../composition/scan-limits.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { type ExportFormat, exportFormat } from '../../export/export-format.ts';
import { writeRows } from '../../export/write-rows.ts';
import { tableToRead } from '../../input/table-to-read.ts';
import { toJsonText } from '../../output/json.ts';

/** Options of `export`. */
export interface ExportOptions extends CommonOptions, ScanOptions {
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
  const reading = await openReading(options, context);
  try {
    if (name !== null) tableToRead(name, reading.target);
    const { rows, bytes, schemaFile, release } = await writeRows({
      reading,
      release: options.release,
      table: name,
      text: options.sql ?? `select * from ${name}`,
      format,
      file,
      mayOverwrite: options.overwrite ?? false,
    });
    context.streams.out(
      reading.settings.isJson
        ? `${toJsonText({ file, schema: schemaFile, format, rows, bytes, release })}\n`
        : `Wrote ${countText(rows, 'row')} of ${name ?? 'the query'} (release ${release}) to ${file}, ${sizeText(bytes)}.\nIts columns are described in ${basename(schemaFile)}.\n`,
    );
  } finally {
    await reading.close();
  }
  return 0;
}

function tableName(table: string | undefined, sql: string | undefined): string | null {
  if ((table === undefined) === (sql === undefined))
    throw new RequestError('Give the name of a table, or a query with --sql, and not both.');
  return table === undefined ? null : tableToRead(table);
}
