import { openPublished } from '@tickerlake/pipeline/local';
import * as z from 'zod';
import { currentRelease, findStore } from '../../composition/read-store.ts';
import { describeColumns } from '../../export/describe-columns.ts';
import { toJsonText } from '../../output/json.ts';
import { type Tool, tool } from './tool.ts';

const mostRows = 1_000;
const defaultRows = 100;
/** What an agent can read at once. */
const mostCharacters = 200_000;

/** The tool that runs SQL. */
export const queryTool: Tool = tool({
  name: 'query',
  title: 'Query',
  description:
    'Runs one SELECT (DuckDB SQL) on the published tables and answers with columns, units and rows. Timestamps are UTC. Aggregate in SQL: only the first rows are returned.',
  input: {
    sql: z.string().describe('one SELECT statement'),
    max_rows: z
      .int()
      .min(1)
      .max(mostRows)
      .default(defaultRows)
      .describe(`how many rows to return, at most ${mostRows}`),
  },
  async call({ sql, max_rows: limit }, { options, context }) {
    const store = await findStore(options, context);
    const release = await currentRelease(store);
    const { memoryLimit } = store.settings.config;
    const reader = await openPublished(store.paths, release, { signal: context.signal, memoryLimit });
    try {
      const columns = describeColumns({ sql }, await reader.columnsOf(sql));
      const rows: (readonly unknown[])[] = [];
      let characters = 0;
      let hasMore = false;
      pages: for await (const page of reader.stream(sql)) {
        for (const row of page.rows) {
          characters += toJsonText(row).length;
          hasMore = rows.length === limit || characters > mostCharacters;
          if (hasMore) break pages;
          rows.push(row);
        }
      }
      return { release: release.id, columns, rows, hasMore };
    } finally {
      await reader.close();
    }
  },
});
