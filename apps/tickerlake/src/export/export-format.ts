import { RequestError } from '@tickerlake/pipeline';

/** Formats that `export` writes. */
export const exportFormats = ['parquet', 'csv', 'ndjson', 'json', 'arrow', 'xlsx'] as const;

/** One of the formats. */
export type ExportFormat = (typeof exportFormats)[number];

/** What file names end with. */
const endings: Readonly<Record<string, ExportFormat>> = {
  parquet: 'parquet',
  csv: 'csv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
  arrow: 'arrow',
  feather: 'arrow',
  xlsx: 'xlsx',
};

/**
 * The format of a file: the one that was asked for, or the one that its name ends with; Parquet without both.
 *
 * @throws {RequestError} when the name ends with something else and no format was asked for.
 * @example
 * exportFormat(undefined, 'hours.csv'); // 'csv'
 */
export function exportFormat(asked: ExportFormat | undefined, output: string | undefined): ExportFormat {
  if (asked !== undefined) return asked;
  if (output === undefined) return 'parquet';
  const ending = /\.([^./\\]+)$/.exec(output)?.[1] ?? '';
  const format = Object.hasOwn(endings, ending) ? endings[ending] : undefined;
  if (format !== undefined) return format;
  throw new RequestError(
    `${output} does not say its format: end its name with .${exportFormats.join(', .')}, or add --format.`,
  );
}
