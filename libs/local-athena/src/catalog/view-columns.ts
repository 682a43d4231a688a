import * as z from 'zod';
import type { CatalogColumn } from './metadata-catalog.ts';

const viewSchema = z.object({ columns: z.array(z.object({ name: z.string(), type: z.string() })) });

/** Trino's type names and their Hive names, where they differ. */
const hiveTypes: Readonly<Record<string, string>> = {
  varchar: 'string',
  integer: 'int',
  real: 'float',
  varbinary: 'binary',
};

/**
 * The columns of a view created by Trino: Glue stores one column `dummy` for it, and the definition in the view text,
 * as base64 of JSON.
 *
 * @returns null when the text contains no such view.
 * @example
 * viewColumns('/* Presto View: eyJjb2x1bW5zIjpbeyJuYW1lIjoidGlja2VyIiwidHlwZSI6InZhcmNoYXIifV19 *\u002f'); // [{ name: 'ticker', type: 'string', comment: null }]
 */
export function viewColumns(text: string): readonly CatalogColumn[] | null {
  const encoded = /^\/\* Presto View: (\S+) \*\/$/.exec(text)?.[1];
  if (encoded === undefined) return null;
  const { columns } = viewSchema.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')));
  return columns.map(({ name, type }) => ({ name, type: toHiveType(type), comment: null }));
}

function toHiveType(type: string): string {
  if (type.startsWith('timestamp')) return 'timestamp';
  return hiveTypes[type] ?? type;
}
