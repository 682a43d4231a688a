import { Option } from 'commander';
import type { CommandSpec } from '../command-spec.ts';
import { pageOptions, storeOptions } from '../shared-options.ts';

/** Commands that serve what is published until Ctrl-C. */
export const serveCommands: readonly CommandSpec[] = [
  {
    name: 'preview',
    summary: 'serve the page on localhost (Ctrl-C to stop)',
    options: [
      ...storeOptions,
      ...pageOptions,
      new Option('--export <file>', 'write the page and its data to one file instead'),
      new Option(
        '--check [file...]',
        'only list what the page would not draw of these dashboards (default: our own); exit code 1 if there is anything',
      ),
    ],
    examples: [
      'preview',
      'preview --port 8080 --no-open',
      'preview --export hours.html',
      'preview --check',
      'preview --check dashboard.json',
    ],
    load: async () => (await import('./preview.ts')).preview,
  },
  {
    name: 'serve',
    summary:
      'serve the published tables through the Athena API on localhost, for Grafana or an AWS SDK (Ctrl-C to stop)',
    options: [...storeOptions, new Option('--port <port>', 'port of the endpoint (default: 4650)')],
    examples: ['serve', 'serve --port 4651 --json'],
    load: async () => (await import('./serve.ts')).serve,
  },
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
