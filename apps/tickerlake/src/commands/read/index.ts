import { Argument, Option } from 'commander';
import { exportFormats } from '../../export/export-format.ts';
import { publishedTableNames, sourceNames } from '@tickerlake/pipeline';
import type { CommandSpec } from '../command-spec.ts';
import { readOptions, storeOptions } from '../shared-options.ts';

/** Commands that read what is published. */
export const readCommands: readonly CommandSpec[] = [
  {
    name: 'status',
    summary: 'show what is published: coverage, gaps, freshness and the last runs',
    options: readOptions,
    examples: ['status', 'status --source replay --json', 'status --target aws'],
    load: async () => (await import('./status.ts')).status,
  },
  {
    name: 'check',
    summary: 'run quality rules on what is published',
    arguments: [new Argument('[file]', 'a DQDL file (default: the configured rules)')],
    options: [
      ...readOptions,
      new Option('--format <format>', 'output format').choices(['text', 'json', 'junit', 'html', 'markdown', 'glue']),
      new Option('--output <file>', 'write the result to a file'),
      new Option(
        '--dataset <table>',
        'the table that the rules read (default: the table that the file is named after)',
      ),
      new Option(
        '--totals <sessions>',
        "first ask for the vendor's session totals of the newest sessions that lack them: one call each, for quality/session_totals.dqdl",
      ),
      new Option('--plan', 'print the statements with their bytes and prices instead of running them'),
    ],
    examples: [
      'check',
      'check quality/coverage.dqdl',
      'check quality/session_totals.dqdl --totals 21',
      'check --format html --output quality.html',
      'check --plan',
      'check --target aws --max-scan-bytes 500MB',
    ],
    notes:
      'In rules, now() is the time of the check. Exit code 3: a rule failed or is in error. Exit code 4: a rule was not\nevaluated. Rules of severity warn do not change the exit code.\n--max-scan-bytes also refuses, before anything runs, rules that may read more of a table.',
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'query',
    summary: `run SQL on the published tables: ${publishedTableNames.join(', ')}`,
    arguments: [new Argument('<sql>', 'a SELECT statement')],
    options: [
      ...readOptions,
      new Option('--format <format>', 'default: table, or what the name of the file ends with').choices([
        'table',
        ...exportFormats,
      ]),
      new Option('--output <file>', 'write the rows to a file, as export does'),
      new Option('--overwrite', 'replace the file if it exists'),
      new Option('--release <number>', 'an older release (default: the current one)'),
      new Option('--rows <n>', 'how many rows to print, or "all" (default: all, 200 on a terminal without a pager)'),
      new Option('--exact', 'print numbers with all their digits'),
    ],
    examples: [
      'query "select ticker, max(hourly_var) from hourly_volatility group by ticker"',
      'query "select * from bars" --format csv',
      'query "select * from bars" --release 3 --output bars.parquet',
      'query "show tables" --target trino',
    ],
    notes:
      "A table rounds numbers to 6 significant digits and at least 4 decimals; every other format has all of them. On a\nterminal it is shown by PAGER (default: less).\nOn a lake SQL is the engine's own, and SHOW and DESCRIBE run too.",
    load: async () => (await import('./query.ts')).query,
  },
  {
    name: 'export',
    summary: 'write a table, or the rows of a query, to a file: Parquet, CSV, NDJSON, JSON, Arrow, Excel',
    arguments: [new Argument('[table]', 'a published table; none with --sql')],
    options: [
      ...readOptions,
      new Option('--sql <select>', 'a SELECT statement instead of a table'),
      new Option('--format <format>', 'default: what the name of the file ends with, otherwise parquet').choices(
        exportFormats,
      ),
      new Option('--output <file>', 'default: the name of the table, in this folder'),
      new Option('--release <number>', 'an older release (default: the current one)'),
      new Option('--overwrite', 'replace the file if it exists'),
    ],
    examples: [
      'export hourly_volatility',
      'export hourly_volatility --output hours.xlsx',
      'export --sql "select * from bars where ticker = \'NVDA\'" --output nvda.csv',
      'export daily_volatility --release 3 --format arrow',
      'export bars --target aws --max-scan-bytes 2GB',
    ],
    notes:
      'Instants are UTC, and say so. FILE.schema.json has the name, type, unit and meaning of each column. Readers\nnever see half a file.',
    load: async () => (await import('./export.ts')).exportRows,
  },
  {
    name: 'explain',
    summary: 'show where a published number comes from: formula, base bars, raw lines, run, rules, release',
    arguments: [
      new Argument('<ticker>', 'the ticker, case-sensitive'),
      new Argument(
        '<when>',
        'an instant of the hour (New York time unless it has an offset), or a date for the session',
      ),
    ],
    options: [
      ...readOptions,
      new Option('--column <name>', 'the column (default: hourly_var of an hour, realized_var of a session)'),
      new Option('--all', 'list every base bar, and not only those that decide the value'),
      new Option('--exact', 'print numbers with all their digits'),
      new Option('--openlineage <file|url>', 'write OpenLineage events to a file, or send them to an endpoint'),
    ],
    examples: [
      'explain AAPL 2026-11-20T15:30',
      'explain AAPL 2026-11-20T20:30Z --column realized_var --all',
      'explain AAPL 2026-11-20 --column day_return --json',
      'explain AAPL 2026-11-20T15:30 --openlineage http://localhost:5000/api/v1/lineage',
    ],
    notes:
      'The value is computed again from the numbers in the raw lines. Exit code 1: that gives another value than the\npublished one. OPENLINEAGE_API_KEY is sent to the endpoint, if it is set.',
    load: async () => (await import('./explain.ts')).explain,
  },
  {
    name: 'reconcile',
    summary: 'compare what is published with the bars of another source, bar by bar',
    arguments: [new Argument('<witness>', 'the source to compare with').choices(sourceNames)],
    options: [
      ...storeOptions,
      new Option('--tickers <list>', 'tickers and universes (default: those that both sources have)'),
      new Option('--from <date>', 'first trading date, YYYY-MM-DD (default: the first one that both have)'),
      new Option('--to <date>', 'last trading date (default: the last one that both have)'),
      new Option(
        '--fetch',
        'fetch what is missing of the witness first, without quality rules, and keep it with this store',
      ),
      new Option('--witness-data-dir <folder>', "folder of the witness's store (default: as --data-dir)"),
      new Option(
        '--price-tolerance <size>',
        'up to which difference prices are the same: 0.01% or 1bp of the price, or 0.005 dollars',
      ).default('0.01%'),
      new Option('--volume-tolerance <size>', 'the same for volumes: 1%, or 100 shares').default('1%'),
      new Option('--bars', 'print or write the differing bars instead of the sessions'),
      new Option('--format <format>', 'of the table, as for query').choices(['table', ...exportFormats]),
      new Option('--output <file>', 'write the table to a file, as export does'),
      new Option('--overwrite', 'replace the file if it exists'),
    ],
    examples: [
      'reconcile replay --source polygon',
      'reconcile polygon --source replay --fetch --tickers AAPL --from 2026-05-01 --to 2026-05-29',
      'reconcile simulated --source replay --price-tolerance 0.005 --volume-tolerance 100',
      'reconcile replay --source polygon --bars --output differences.csv',
    ],
    notes:
      'Exit code 2: they differ. The result is kept in the tables reconciliation and bar_differences, for rules\n(quality/reconciliation.dqdl), panels and explain.',
    load: async () => (await import('./reconcile.ts')).reconcile,
  },
  {
    name: 'typegen',
    summary: "print TypeScript types of a Glue database's tables, for Kysely",
    options: [
      new Option('--database <name>', 'the database in Glue').makeOptionMandatory(),
      new Option('--out <file>', 'write the types to a file (default: print them)'),
    ],
    examples: ['typegen --database market', 'typegen --database market --out src/database.ts'],
    notes: 'Region, endpoint and credentials come from where the AWS SDK looks for them.',
    load: async () => (await import('./typegen.ts')).typegen,
  },
];
