import { openPublished } from '@tickerlake/pipeline/local';
import { toJsonText } from '../output/json.ts';
import { renderTable } from '../output/table.ts';
import type { CommonOptions } from '../settings.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { currentRelease, findStore } from './read-store.ts';

/**
 * `tickerlake query "select ..."`: SQL on the published tables, which it can read and nothing else.
 *
 * @throws {SqlExecutionError} with DuckDB's own words when the SQL is wrong.
 * @example
 * await query('select count(*) from hourly_volatility', {}, context); // 0
 */
export async function query(text: string, options: CommonOptions, context: CommandContext): Promise<ExitCode> {
  const store = await findStore(options, context);
  const reader = await openPublished(store.paths, await currentRelease(store));
  try {
    const rows = await reader.query(text);
    context.streams.out(store.settings.isJson ? `${toJsonText(rows)}\n` : asTable(rows));
    return 0;
  } finally {
    await reader.close();
  }
}

function asTable(rows: readonly Record<string, unknown>[]): string {
  const [first] = rows;
  if (first === undefined) return 'no rows\n';
  const names = Object.keys(first);
  return `${renderTable(names, rows.map((row) => names.map((name) => toCell(row[name]))))}\n${rows.length} row${rows.length === 1 ? '' : 's'}\n`;
}

function toCell(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? toJsonText(value) : String(value);
}
