import type { CommandSpec } from '../command-spec.ts';
import { storeOptions } from '../shared-options.ts';

/** The command for agents. */
export const agentCommands: readonly CommandSpec[] = [
  {
    name: 'mcp',
    summary: 'serve the published tables to an agent, through the Model Context Protocol on standard input and output',
    options: storeOptions.filter(({ long }) => long !== '--json'),
    examples: ['mcp', 'mcp --source simulated --data-dir /data/tickerlake'],
    notes:
      'An agent starts this command itself: docs/how-to/use-an-agent.md. Its tools only read, return at most 1,000 rows and\nend after 30 s.',
    load: async () => (await import('./mcp.ts')).mcp,
  },
];
