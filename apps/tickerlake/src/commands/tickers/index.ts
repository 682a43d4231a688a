import { Argument, Option } from 'commander';
import type { CommandSpec } from '../command-spec.ts';
import { sourceOptions } from '../shared-options.ts';

const own = ['--config', '--data-dir', '--json', '--source', '--seed', '--base-url', '--calls-per-minute'];

/** The commands after the word `tickers`. */
export const tickerCommands: readonly CommandSpec[] = [
  {
    name: 'search',
    summary: 'find tickers by a part of their name: when each is valid, and the universes that hold it',
    arguments: [new Argument('<text>', 'part of a ticker or a name')],
    options: [
      ...sourceOptions.filter(({ long }) => own.includes(long ?? '')),
      new Option('--delisted', 'find those that are no longer traded'),
    ],
    examples: ['tickers search meta', 'tickers search "apple inc" --json', 'tickers search twitter --delisted'],
    notes: 'Takes one call of the source; what the store, the configuration and this release know is shown first.',
    load: async () => (await import('./search.ts')).search,
  },
];
