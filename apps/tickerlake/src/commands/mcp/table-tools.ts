import { tables } from '@tickerlake/record-schema';
import * as z from 'zod';
import { tableToRead } from '../../input/table-to-read.ts';
import { publishedTableNames } from '@tickerlake/pipeline';
import { type Tool, tool } from './tool.ts';

const published = tables.filter(({ name }) => publishedTableNames.includes(name));

/** Tools about what can be queried. */
export const tableTools: readonly Tool[] = [
  tool({
    name: 'list_tables',
    title: 'List tables',
    description: 'The published tables: what one row is, and the key. Use it before writing SQL.',
    input: {},
    call: async () => published.map(({ name, grain, key }) => ({ name, oneRowPer: grain, key })),
  }),
  tool({
    name: 'describe_table',
    title: 'Describe a table',
    description: 'The columns of a table: type, unit, whether NULL occurs, meaning.',
    input: { table: z.string().describe('a name from list_tables') },
    async call({ table }) {
      const known = tableToRead(table);
      return published.find(({ name }) => name === known);
    },
  }),
];
