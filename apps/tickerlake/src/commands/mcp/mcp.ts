import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { CommandContext } from '../../composition/command-context.ts';
import { findStore } from '../../composition/read-store.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { untilAborted } from '../../exit/until-aborted.ts';
import { createMcpServer } from './create-mcp-server.ts';

/**
 * `tickerlake mcp`: the published tables for an agent, through the Model Context Protocol on standard input and output, until the client
 * closes its end or Ctrl-C.
 *
 * @throws {RequestError} when the configuration is wrong.
 * @example
 * await mcp({}, context); // 0
 */
export async function mcp(options: CommonOptions, context: CommandContext): Promise<ExitCode> {
  const store = await findStore(options, context);
  // The source is chosen once: a run of another source must not change what the tools read.
  const server = createMcpServer({ ...options, source: store.source }, context);
  const closed = new Promise<void>((resolve) => {
    server.server.onclose = resolve;
    process.stdin.once('end', resolve);
  });
  await server.connect(new StdioServerTransport());
  await Promise.race([closed, untilAborted(context.signal)]);
  await server.close();
  return 0;
}
