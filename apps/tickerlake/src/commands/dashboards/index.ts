import { Argument, Option } from 'commander';
import type { CommandSpec } from '../command-spec.ts';
import type { ProvisionOptions } from './provision.ts';
import type { CommandContext } from '../../composition/command-context.ts';

const json = new Option('--json', 'print the result as JSON');
const config = new Option(
  '--config <file>',
  'configuration file; "grafana" in it sets folder, permissions and data source (default: tickerlake.config.json, if there is one)',
);
const grafanaOptions: readonly Option[] = [
  config,
  new Option('--allow-http', 'send the token to a Grafana on another machine over plain http'),
  json,
];
const grafanaNotes = 'Set GRAFANA_URL and GRAFANA_TOKEN in the environment.';

type Action = 'plan' | 'apply' | 'drift' | 'destroy' | 'doctor';

const provision =
  (action: Action): CommandSpec['load'] =>
  async () => {
    const { provisionDashboards } = await import('./provision.ts');
    return (options: ProvisionOptions, context: CommandContext) => provisionDashboards(action, options, context);
  };

/** The commands after the word `dashboards`. */
export const dashboardCommands: readonly CommandSpec[] = [
  {
    name: 'lint',
    summary:
      'lint any Grafana dashboards, alert rules and data sources for Athena; exit code 1 if there is an error or a file cannot be read',
    arguments: [
      new Argument('<file...>', 'JSON or YAML files: classic, v1 or v2 dashboards, alert rules, data sources'),
    ],
    options: [
      new Option('--partition <table=column...>', 'tables whose partition columns are text'),
      new Option('--json', 'print the findings as JSON'),
    ],
    examples: [
      'dashboards lint docs/dashboards/*.json',
      'dashboards lint provisioning/datasources/*.yaml',
      'dashboards lint export.json --partition raw_bars=dt --json',
    ],
    load: async () => (await import('./lint.ts')).lintDashboardFiles,
  },
  {
    name: 'plan',
    summary: 'show what apply would change in Grafana, panel by panel; exit code 2 if there are changes',
    options: [
      ...grafanaOptions,
      new Option('--force', 'plan as if manual edits in Grafana will be overwritten'),
      new Option('--include-managed', 'plan as if what others manage will be taken over'),
      new Option('--rotate-secrets', "plan as if the data source's keys will be written again"),
    ],
    examples: ['dashboards plan', 'dashboards plan --json'],
    notes: grafanaNotes,
    load: provision('plan'),
  },
  {
    name: 'apply',
    summary: 'push the dashboards to Grafana; a second run changes nothing',
    options: [
      ...grafanaOptions,
      new Option('--force', 'overwrite manual edits in Grafana'),
      new Option('--include-managed', 'take over what others manage'),
      new Option('--rotate-secrets', "write the data source's keys again"),
      new Option('--install-plugin', 'install the Athena plugin if it is missing'),
    ],
    examples: ['dashboards apply', 'dashboards apply --install-plugin', 'dashboards apply --force'],
    notes: grafanaNotes,
    canResume: true,
    load: provision('apply'),
  },
  {
    name: 'drift',
    summary: 'show what people changed in Grafana since the last apply, who and when; exit code 2 if there are changes',
    options: grafanaOptions,
    examples: ['dashboards drift', 'dashboards drift --json'],
    notes: grafanaNotes,
    load: provision('drift'),
  },
  {
    name: 'destroy',
    summary: 'remove what apply created, and nothing else; without --yes it only lists it',
    options: [
      ...grafanaOptions,
      new Option('--include-managed', 'also remove what others took over'),
      new Option('--yes', 'remove it'),
    ],
    examples: ['dashboards destroy', 'dashboards destroy --yes'],
    notes: grafanaNotes,
    load: provision('destroy'),
  },
  {
    name: 'doctor',
    summary: "check Grafana's version, token, plugin and data source, and run a real query through it",
    options: grafanaOptions,
    examples: ['dashboards doctor'],
    notes: grafanaNotes,
    load: provision('doctor'),
  },
  {
    name: 'export',
    summary:
      'write the dashboards as files for a Grafana that provisions from files; contains no secrets, needs no Grafana',
    arguments: [new Argument('<folder>', 'where to write the files')],
    options: [
      config,
      new Option(
        '--dashboards-path <path>',
        "where the dashboards will be on Grafana's machine (default: /etc/grafana/provisioning/dashboards/tickerlake)",
      ),
    ],
    examples: ['dashboards export provisioning'],
    load: async () => (await import('./export.ts')).exportDashboards,
  },
];
