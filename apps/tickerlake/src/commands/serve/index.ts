import { Option } from 'commander';
import type { CommandSpec } from '../command-spec.ts';
import { pageOptions, readOptions, storeOptions } from '../shared-options.ts';

/** Commands that serve what is published until Ctrl-C. */
export const serveCommands: readonly CommandSpec[] = [
  {
    name: 'preview',
    summary: 'serve the page on localhost (Ctrl-C to stop)',
    options: [
      ...readOptions,
      new Option(
        '--max-page-bytes <size>',
        'run no more statements on a lake once the page has scanned so much (default: on Athena 100GB)',
      ),
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
      'preview --target aws --max-page-bytes 10GB',
    ],
    notes:
      'On a lake the page shows what its statements scanned and cost. A panel that was answered for a release is not asked\nfor again.',
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
];
