import { Command, CommanderError, Option } from 'commander';
import type { CommandContext, ExitCode } from '../composition/command-context.ts';
import type { Environment } from '../config/config.ts';
import { type Act, addDashboardCommands } from './dashboard-commands.ts';
import { examples } from './help-examples.ts';
import type { CommonOptions } from '../composition/settings.ts';
import { publishedTableNames } from '../published/published-table-names.ts';
import { suggestNames } from './suggest-names.ts';
import { untilStopped } from '../exit/until-stopped.ts';

/** The context before the environment is read: `--help` must work whatever stands in it. */
export type ProgramContext = Omit<CommandContext, 'environment'>;

/**
 * The command line: commands, options and help. Each command's code is loaded when it is used.
 *
 * @returns a function from arguments to exit code; it throws what the command throws, and CommanderError for bad usage.
 * @example
 * const code = await createProgram(context, () => readEnvironment(process.env))(['plan', '--json']);
 */
export function createProgram(
  outer: ProgramContext,
  environment: () => Environment,
): (args: readonly string[]) => Promise<ExitCode> {
  let code: ExitCode = 0;
  const act: Act = async (action, { canResume } = { canResume: false }) => {
    code = await untilStopped(async () => action({ ...outer, environment: environment() }), outer.signal, canResume);
  };
  const program = new Command('tickerlake')
    .description("Hourly volatility of stocks: from a market-data vendor's API to dashboards people can trust")
    .version('0.1.0')
    .configureOutput({ writeOut: outer.streams.out, writeErr: outer.streams.err })
    .showHelpAfterError('(add --help for the options and examples)')
    .exitOverride();
  addRunCommands(program, act);
  addReadCommands(program, act);
  addStoreCommands(program, act);
  addDashboardCommands(program.command('dashboards').description('dashboards as code'), act);
  suggestNames(program);
  return async (args) => {
    try {
      await program.parseAsync([...args], { from: 'user' });
    } catch (error) {
      if (error instanceof CommanderError && error.exitCode === 0) return 0;
      throw error;
    }
    return code;
  };
}

function addRunCommands(program: Command, act: Act): void {
  withRange(
    withSource(
      common(program.command('start'), 'run, then show the page: a simulated market unless an API key is set'),
    ),
  )
    .option('--port <port>', 'port of the page (default: 4600, or the next free one)')
    .option('--no-open', 'do not open a browser')
    .addHelpText(
      'after',
      examples('start', 'start --source replay --replay-dir recorded', 'start --tickers magnificent7,crypto --no-open'),
    )
    .action((options) =>
      act(async (context) => (await import('../commands/run/start.ts')).start(options, context), { canResume: true }),
    );
  withRange(
    withSource(
      common(program.command('plan'), 'say which calls a run would make and when it would be finished; makes none'),
    ),
  )
    .addHelpText(
      'after',
      examples('plan', 'plan --from 2026-05-01 --to 2026-05-29 --tickers AAPL,MSFT', 'plan --source polygon --json'),
    )
    .action((options) => act(async (context) => (await import('../commands/run/plan.ts')).plan(options, context)));
  withRange(
    withSource(
      common(program.command('run'), 'fetch, verify, stage, check and publish; a killed run goes on where it was'),
    ),
  )
    .option('--fresh', 'do not resume a killed run, fetch anew')
    .addHelpText(
      'after',
      examples('run', 'run --from 2026-05-01 --to 2026-05-29', 'run --source replay --replay-dir recorded --json'),
    )
    .action((options) =>
      act(async (context) => (await import('../commands/run/run.ts')).run(options, context), { canResume: true }),
    );
  withRange(
    withSource(
      common(program.command('backfill'), 'a run over years: two by default, which is what the free plan holds'),
    ),
    'two years back',
  )
    .option('--fresh', 'do not resume a killed run, fetch anew')
    .addHelpText('after', examples('backfill', 'backfill --from 2025-01-01 --tickers magnificent7,crypto'))
    .action((options) =>
      act(async (context) => (await import('../commands/run/run.ts')).backfill(options, context), { canResume: true }),
    );
}

function addReadCommands(program: Command, act: Act): void {
  withStore(common(program.command('status'), 'what is published: coverage, gaps, freshness, last runs'))
    .addOption(targetOption())
    .addHelpText('after', examples('status', 'status --source replay --json', 'status --target aws'))
    .action((options) => act(async (context) => (await import('../commands/read/status.ts')).status(options, context)));
  withStore(common(program.command('check'), 'quality rules on what is published'))
    .argument('[file]', 'a DQDL file (default: the configured rules)')
    .addOption(new Option('--format <format>', 'how to say it').choices(['text', 'json', 'junit', 'html']))
    .option('--output <file>', 'write it to a file')
    .option('--dataset <table>', 'the table that the rules read (default: the one that the file is named after)')
    .addHelpText(
      'after',
      `${examples('check', 'check quality/coverage.dqdl', 'check --format html --output quality.html')}\nnow() in rules is the moment of the check. Exit codes: 3 a rule failed or is in error, 4 a rule was not evaluated.\n`,
    )
    .action((file, options) =>
      act(async (context) => (await import('../commands/read/check.ts')).check(file, options, context)),
    );
  withStore(common(program.command('query'), `SQL on the published tables: ${publishedTableNames.join(', ')}`))
    .argument('<sql>', 'a query')
    .option('--rows <n>', 'how many rows to print, or "all" (default: 200 on a terminal, all elsewhere)')
    .option('--exact', 'print numbers with all their digits')
    .addHelpText('after', examples('query "select ticker, max(hourly_var) from hourly_volatility group by ticker"'))
    .action((text: string, options) =>
      act(async (context) => (await import('../commands/read/query.ts')).query(text, options, context)),
    );
  withStore(common(program.command('preview'), 'the page on loopback, until Ctrl-C'))
    .option('--port <port>', 'port of the page (default: 4600, or the next free one)')
    .option('--no-open', 'do not open a browser')
    .option('--export <file>', 'write the page and its data into one file instead')
    .option(
      '--check [file...]',
      'only list what of dashboards (default: our own) the page would not draw; exit code 1 when there is something',
    )
    .addHelpText(
      'after',
      examples(
        'preview',
        'preview --port 8080 --no-open',
        'preview --export hours.html',
        'preview --check',
        'preview --check dashboard.json',
      ),
    )
    .action((options) =>
      act(async (context) => (await import('../commands/serve/preview.ts')).preview(options, context)),
    );
  withStore(
    common(
      program.command('serve'),
      'the published tables behind the Athena API on loopback, for a local Grafana or an AWS SDK, until Ctrl-C',
    ),
  )
    .option('--port <port>', 'port of the endpoint (default: 4650)')
    .addHelpText('after', examples('serve', 'serve --port 4651 --json'))
    .action((options) => act(async (context) => (await import('../commands/serve/serve.ts')).serve(options, context)));
  program
    .command('typegen')
    .description(
      "TypeScript types of a Glue database's tables, for Kysely; region, endpoint and credentials as the AWS SDK finds them",
    )
    .requiredOption('--database <name>', 'the database in Glue')
    .option('--out <file>', 'write them to a file (default: print them)')
    .addHelpText('after', examples('typegen --database market', 'typegen --database market --out src/database.ts'))
    .action((options) =>
      act(async (context) => (await import('../commands/read/typegen.ts')).typegen(options, context)),
    );
  withSource(common(program.command('doctor'), 'look at everything that a run needs; makes one call'))
    .addOption(targetOption())
    .addHelpText('after', examples('doctor', 'doctor --source polygon', 'doctor --target aws'))
    .action((options: CommonOptions) =>
      act(async (context) => (await import('../commands/store/doctor.ts')).doctor(options, context)),
    );
}

function addStoreCommands(program: Command, act: Act): void {
  withStore(common(program.command('releases'), 'what is kept to go back to'))
    .addOption(targetOption())
    .addHelpText('after', examples('releases', 'releases --json'))
    .action((options) =>
      act(async (context) => (await import('../commands/store/releases.ts')).releases(options, context)),
    );
  withStore(common(program.command('rollback'), 'readers see an older release again'))
    .addOption(targetOption())
    .option('--to <id>', 'the release (default: the one before the current)')
    .addHelpText('after', examples('rollback', 'rollback --to 3'))
    .action((options) =>
      act(async (context) => (await import('../commands/store/change-store.ts')).rollback(options, context)),
    );
  withStore(common(program.command('gc'), 'remove old releases and files that nothing needs'))
    .addOption(targetOption())
    .option('--keep <n>', 'how many releases stay (default: keepReleases of the configuration)')
    .option(
      '--landing-older-than <days>',
      'also what runs landed before that, except of a run that can be resumed (default: landed bars stay)',
    )
    .option('--dry-run', 'only say what would go')
    .addHelpText('after', examples('gc --dry-run', 'gc --keep 2', 'gc --landing-older-than 90 --dry-run'))
    .action((options) =>
      act(async (context) => (await import('../commands/store/change-store.ts')).gc(options, context)),
    );
  withStore(
    common(
      program.command('verify'),
      'hold every published and landed file against its hash; exit code 1 when something is damaged',
    ),
  )
    .option('--release <id>', 'only the tables of this release')
    .addHelpText('after', examples('verify', 'verify --release 3 --json'))
    .action((options) =>
      act(async (context) => (await import('../commands/store/verify.ts')).verify(options, context)),
    );
  withStore(
    common(program.command('rebuild'), 'make damaged months again from the landed bars, check and publish them'),
  )
    .option('--months <list>', 'these months instead of the damaged ones: 2026-04,2026-05')
    .option('--tables <list>', 'only these tables: sessions, bars, hourly_volatility')
    .option('--accept-loss', 'publish what can be built although some bars are lost')
    .addHelpText('after', examples('rebuild', 'rebuild --months 2026-05'))
    .action((options) =>
      act(async (context) => (await import('../commands/store/rebuild.ts')).rebuild(options, context)),
    );
  withStore(common(program.command('unlock'), 'say who holds the store; with --yes free it from a run that is gone'))
    .addOption(targetOption())
    .option('--yes', 'free it')
    .addHelpText('after', examples('unlock', 'unlock --yes'))
    .action((options) =>
      act(async (context) => (await import('../commands/store/unlock.ts')).unlock(options, context)),
    );
}

function common(command: Command, description: string): Command {
  return command
    .description(description)
    .option('--config <file>', 'configuration (default: tickerlake.config.json, if there is one)')
    .option('--data-dir <folder>', 'folder of the stores (default: .tickerlake)')
    .option('--json', 'print the result as JSON');
}

const sources = ['polygon', 'simulated', 'replay'];

function withStore(command: Command): Command {
  return command.addOption(
    new Option('--source <source>', 'whose store (default: the source that ran last)').choices(sources),
  );
}

function withSource(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--source <source>',
        'where bars come from (default: polygon when an API key is set, else simulated)',
      ).choices(sources),
    )
    .option('--tickers <list>', 'tickers and universes: AAPL,MSFT or magnificent7,crypto')
    .option('--replay-dir <folder>', 'folder of recorded answers; implies --source replay')
    .option('--bar <length>', 'how long recorded bars are, where they do not say it: minute, 5minute, hour, day')
    .option('--seed <text>', 'which simulated market')
    .option('--base-url <url>', "the vendor's address: https, or http on loopback")
    .option('--calls-per-minute <n>', 'quota of the plan, or "unlimited"')
    .addOption(new Option('--timespan <bars>', 'bars to ask for').choices(['minute', 'hour']));
}

function withRange(command: Command, defaultFrom = 'a month back, later the last three sessions again'): Command {
  return command
    .option('--from <date>', `first trading date, YYYY-MM-DD (default: ${defaultFrom})`)
    .option('--to <date>', 'last trading date (default: the last completed session)')
    .addOption(targetOption());
}

const targetOption = (): Option =>
  new Option('--target <target>', 'where tables are built (default: target of the configuration)').choices([
    'local',
    'trino',
    'aws',
  ]);
