import { Option } from 'commander';
import { sourceNames, sources } from '@tickerlake/pipeline';
import { targetNames } from '../config/target-names.ts';

/** Options of every command that reads the configuration. */
export const commonOptions: readonly Option[] = [
  new Option('--config <file>', 'configuration file (default: tickerlake.config.json, if there is one)'),
  new Option('--data-dir <folder>', 'folder that holds the stores (default: .tickerlake)'),
  new Option('--json', 'print the result as JSON'),
];

/** Where tables are built. */
export const targetOption = new Option(
  '--target <target>',
  'where tables are built (default: "target" of the configuration)',
).choices(targetNames);

/** The most that a statement reads. */
const maxScanOption = new Option(
  '--max-scan-bytes <size>',
  'stop a statement on a lake that scans more, for example 500MB (default: on Athena 10GB)',
);

/** Options of commands that read a store. */
export const storeOptions: readonly Option[] = [
  ...commonOptions,
  new Option('--source <source>', "which source's data to read (default: the last one that ran)").choices(sourceNames),
];

/** Options of commands that read what is published, wherever it is. */
export const readOptions: readonly Option[] = [
  ...storeOptions,
  new Option(
    '--target <target>',
    'where to read: this machine, your Trino, or Athena (default: "target" of the configuration)',
  ).choices(targetNames),
  maxScanOption,
];

/** Options of commands that fetch bars. */
export const sourceOptions: readonly Option[] = [
  ...commonOptions,
  new Option(
    '--source <source>',
    `where bars come from: ${sources
      .map(({ name, summary }) => `${name} (${summary})`)
      .join(', ')}; default: polygon when an API key is set, otherwise simulated`,
  ).choices(sourceNames),
  new Option('--tickers <list>', 'tickers and universes: AAPL,MSFT or magnificent7,crypto'),
  ...sources.flatMap(({ options }) => options.map(({ flags, description }) => new Option(flags, description))),
  new Option('--timespan <bars>', 'bar size to request').choices(['minute', 'hour']),
];

/**
 * Options of commands that plan or make a run.
 *
 * @param defaultFrom what `--from` is when it is not given, in words.
 * @example
 * rangeOptions('two years ago').length; // 3
 */
export const rangeOptions = (
  defaultFrom = 'a month ago; once data is published, the last three sessions again',
): Option[] => [
  new Option('--from <date>', `first trading date, YYYY-MM-DD (default: ${defaultFrom})`),
  new Option('--to <date>', 'last trading date (default: the last completed session)'),
  targetOption,
];

/** Options of the commands that show the page. */
export const pageOptions: readonly Option[] = [
  new Option('--port <port>', 'port of the page (default: 4600, or the next free one)'),
  new Option('--no-open', 'do not open a browser'),
];
