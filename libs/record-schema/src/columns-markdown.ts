import { engineType } from './engine-types.ts';
import { tables } from './tables/index.ts';
import type { Column, Table } from './column.ts';

function columnLine(column: Column): string {
  const cells = [
    `\`${column.name}\``,
    column.isList === true ? `list of ${column.type}` : column.type,
    column.unit ?? '',
    column.nullable ? 'yes' : '',
    column.meaning,
    engineType(column, 'glue'),
    engineType(column, 'iceberg'),
    engineType(column, 'duckdb'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function tableSection(table: Table): string {
  return [
    `## ${table.name}`,
    '',
    `One row per ${table.grain}. Key: ${table.key.map((name) => `\`${name}\``).join(', ')}.`,
    '',
    '| column | type | unit | NULL | meaning | Glue | Iceberg | DuckDB |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...table.columns.map(columnLine),
  ].join('\n');
}

/**
 * The text of `docs/columns.md`: every table and column. A test checks that the file is up to date.
 *
 * @example
 * const text = columnsMarkdown(); // '# Tables and columns\n...'
 */
export function columnsMarkdown(): string {
  const head = '# Tables and columns\n\nGenerated from `libs/record-schema`; to update it, run `npm run generate`.';
  return `${[head, ...tables.map(tableSection)].join('\n\n')}\n`;
}
