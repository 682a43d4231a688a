import type { CopyFormat, ExportColumn } from '../../ports/result-rows.ts';

const options: Readonly<Record<CopyFormat, string>> = {
  parquet: 'format parquet, compression zstd, row_group_size 61440',
  csv: 'format csv, header',
  ndjson: 'format json',
};

/**
 * The statement that writes the view `exported` to a file. Instants that are known to be UTC say so: Parquet marks them as adjusted to UTC,
 * text has ISO 8601 with `Z`. JSON has no NaN and no infinity: they are null.
 *
 * @param file an absolute path.
 * @example
 * copyStatement([{ name: 'ticker', type: 'VARCHAR', isInstant: false }], 'csv', '/data/hours.csv');
 * // `copy (select "ticker" from exported) to '/data/hours.csv' (format csv, header, use_tmp_file false)`
 */
export function copyStatement(columns: readonly ExportColumn[], format: CopyFormat, file: string): string {
  const list = columns.map(({ name, type, isInstant }) => {
    const quoted = `"${name.replaceAll('"', '""')}"`;
    if (format === 'ndjson' && /^(DOUBLE|FLOAT)$/.test(type))
      return `case when isfinite(${quoted}) then ${quoted} end as ${quoted}`;
    if (!isInstant || !type.startsWith('TIMESTAMP')) return quoted;
    return format === 'parquet'
      ? `make_timestamptz(epoch_us(${quoted})) as ${quoted}`
      : `strftime(${quoted}, '%Y-%m-%dT%H:%M:%S.%gZ') as ${quoted}`;
  });
  return `copy (select ${list.join(', ')} from exported) to '${file.replaceAll("'", "''")}' (${options[format]}, use_tmp_file false)`;
}
