import { RequestError } from '@tickerlake/pipeline';
import { tables } from '@tickerlake/record-schema';
import * as z from 'zod';
import { nearestName } from '../../input/nearest-name.ts';
import { publishedTableNames } from '../../published/published-table-names.ts';
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
      const found = published.find(({ name }) => name === table);
      if (found !== undefined) return found;
      const meant = nearestName(table, publishedTableNames);
      throw new RequestError(
        `There is no table ${table}.${meant === null ? '' : ` Did you mean ${meant}?`} list_tables names them.`,
      );
    },
  }),
];
