import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { RequestError } from '@tickerlake/pipeline';
import type { CommandContext } from '../../composition/command-context.ts';
import { versionOf } from '../../composition/installation.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import { explain } from '../../exit/explain-error.ts';
import { toJsonText } from '../../output/json.ts';
import { stripControls } from '../../output/strip-controls.ts';
import { commandTools } from './command-tools.ts';
import { readDocuments } from './documents.ts';
import { queryTool } from './query-tool.ts';
import { tableTools } from './table-tools.ts';
import type { Tool } from './tool.ts';

/** Every tool. All of them only read. */
export const tools: readonly Tool[] = [...tableTools, queryTool, ...commandTools];

const deadlineMs = 30_000;

/**
 * A server of the Model Context Protocol with read-only tools for what is published, and pages of the documentation. The caller connects it.
 *
 * @example
 * await createMcpServer(options, context).connect(new StdioServerTransport());
 */
export function createMcpServer(options: CommonOptions, context: CommandContext): McpServer {
  const server = new McpServer(
    { name: 'tickerlake', version: versionOf(context.home) },
    {
      instructions:
        'Hourly volatility of stocks from a checked local store. Start with list_tables and describe_table: units are in the columns. hourly_var is the high minus the low of a session-aligned hour, in dollars. State the release that an answer is from.',
    },
  );
  for (const { name, title, description, input, call } of tools) {
    const annotations = {
      title,
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    };
    server.registerTool(name, { title, description, inputSchema: input, annotations }, async (given, { signal }) => {
      const deadline = AbortSignal.timeout(deadlineMs);
      const own = { ...context, signal: AbortSignal.any([context.signal, signal, deadline]) };
      try {
        return answer(toJsonText(await call(given, { options, context: own })));
      } catch (error) {
        const late = new RequestError(`The call took more than ${deadlineMs / 1_000} s: ask for less.`);
        return { ...answer(explain(deadline.aborted ? late : error)), isError: true };
      }
    });
  }
  for (const { uri, name, title, text } of readDocuments(context.home))
    server.registerResource(name, uri, { title, mimeType: 'text/markdown' }, () => ({
      contents: [{ uri, mimeType: 'text/markdown', text }],
    }));
  return server;
}

const answer = (text: string) => ({ content: [{ type: 'text' as const, text: stripControls(text) }] });
