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
  {
    name: 'market',
    summary:
      "serve a simulated market that answers like the vendor's REST API, for a client in any language (Ctrl-C to stop)",
    options: [
      new Option('--port <port>', 'port of the server (default: 4660)'),
      new Option('--seed <text>', 'another market: the same seed gives the same bars (default: tickerlake)'),
      new Option(
        '--now <instant>',
        'the time of the market, fixed, such as 2026-05-29T21:00:00Z (default: the present)',
      ),
      new Option('--free-plan', 'with the limits of the free plan: five calls a minute, two years, no current day'),
      new Option(
        '--flat-files <folder>',
        "write the vendor's flat files of the market from --from to --to, instead of serving it",
      ),
      new Option('--from <date>', 'first trading date of the flat files'),
      new Option('--to <date>', 'last trading date of the flat files'),
      new Option('--tickers <list>', 'tickers in the flat files (default: every stock and fund of the market)'),
      new Option('--json', 'print the URL as JSON'),
    ],
    examples: [
      'market',
      'market --port 4661 --free-plan',
      'market --now 2026-05-29T21:00:00Z --json',
      'market --flat-files flat --from 2026-05-01 --to 2026-05-29',
    ],
    load: async () => (await import('./market.ts')).market,
  },
];
