import type { Command } from 'commander';
import type { CommandContext, ExitCode } from '../composition/command-context.ts';
import { examples } from './help-examples.ts';

/** What a command does, once its options are read. */
export type Action = (context: CommandContext) => Promise<ExitCode>;

/** Runs a command's action and keeps its exit code. `canResume`: whether the same command continues where a stopped one left off. */
export type Act = (action: Action, options?: { readonly canResume: boolean }) => Promise<void>;

/**
 * The commands below `tickerlake dashboards`.
 *
 * @example
 * addDashboardCommands(program.command('dashboards'), act);
 */
export function addDashboardCommands(dashboards: Command, act: Act): void {
  dashboards
    .command('lint')
    .description(
      "what is wrong in anyone's dashboards, alert rules and data sources for Athena; exit code 1 when an error is found or a file cannot be judged",
    )
    .argument('<file...>', 'JSON or YAML files: classic, v1 or v2 dashboards, alert rules, data sources')
    .option('--partition <table=column...>', 'tables whose partitions are text')
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      examples(
        'dashboards lint docs/dashboards/*.json',
        'dashboards lint provisioning/datasources/*.yaml',
        'dashboards lint export.json --partition raw_bars=dt --json',
      ),
    )
    .action((files: readonly string[], options) =>
      act(async (context) =>
        (await import('../commands/dashboards/lint.ts')).lintDashboardFiles(files, options, context),
      ),
    );
  addProvisioning(dashboards, act);
}

function addProvisioning(dashboards: Command, act: Act): void {
  const add = (name: 'plan' | 'apply' | 'drift' | 'destroy' | 'doctor', description: string): Command =>
    dashboards
      .command(name)
      .description(`${description}; set GRAFANA_URL and GRAFANA_TOKEN`)
      .option(
        '--config <file>',
        'configuration; its part "grafana" says folder, permissions and data source (default: tickerlake.config.json, if there is one)',
      )
      .option('--allow-http', 'send the token to a Grafana on another machine over plain http')
      .option('--json', 'print the result as JSON')
      .action((options) =>
        act(
          async (context) =>
            (await import('../commands/dashboards/provision.ts')).provisionDashboards(name, options, context),
          {
            canResume: name === 'apply',
          },
        ),
      );
  add('plan', 'what an apply would do to Grafana, panel by panel; exit code 2 when there is something')
    .option('--force', 'as if edits made in Grafana were to be written over')
    .option('--include-managed', 'as if what others own were to be taken over')
    .option('--rotate-secrets', "as if the data source's keys were to be written anew")
    .addHelpText('after', examples('dashboards plan', 'dashboards plan --json'));
  add('apply', 'make Grafana hold what the code holds; a second run writes nothing')
    .option('--force', 'write over edits made in Grafana')
    .option('--include-managed', 'take over what others own')
    .option('--rotate-secrets', "write the data source's keys anew")
    .option('--install-plugin', 'install the Athena plugin where it is missing')
    .addHelpText(
      'after',
      examples('dashboards apply', 'dashboards apply --install-plugin', 'dashboards apply --force'),
    );
  add(
    'drift',
    'what people changed in Grafana since the last apply, who, and when; exit code 2 when there is something',
  ).addHelpText('after', examples('dashboards drift', 'dashboards drift --json'));
  add('destroy', 'remove what apply made, and nothing of others; without --yes it only says what')
    .option('--include-managed', 'also what others took over')
    .option('--yes', 'remove it')
    .addHelpText('after', examples('dashboards destroy', 'dashboards destroy --yes'));
  add(
    'doctor',
    "look at Grafana's version, token, plugin and data source, and run a real query through it",
  ).addHelpText('after', examples('dashboards doctor'));
  dashboards
    .command('export')
    .description('the same as files for a Grafana that provisions from files; holds no secret and asks no Grafana')
    .argument('<folder>', 'where to write them')
    .option('--config <file>', 'configuration (default: tickerlake.config.json, if there is one)')
    .option(
      '--dashboards-path <path>',
      "where the dashboards will lie on Grafana's machine (default: /etc/grafana/provisioning/dashboards/tickerlake)",
    )
    .addHelpText('after', examples('dashboards export provisioning'))
    .action((folder: string, options) =>
      act(async (context) =>
        (await import('../commands/dashboards/provision.ts')).exportDashboards(folder, options, context),
      ),
    );
}
