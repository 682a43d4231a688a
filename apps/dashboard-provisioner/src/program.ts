import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  defaultDashboardsPath,
  type DesiredState,
  exportBundle,
  type ProvisionRequest,
} from '@tickerlake/grafana-provisioning';
import { Command, CommanderError } from 'commander';
import type { Provisioner } from './provisioner.ts';

/** Dependencies of the command line. */
export interface ProgramContext {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Created when a command needs it, so that help works in any environment. */
  readonly provisioner: () => Provisioner;
  readonly desired: () => DesiredState;
}

/** Options as parsed by commander. */
type Options = Partial<Omit<ProvisionRequest, 'action' | 'isConfirmed'>> & {
  readonly yes?: boolean;
  readonly json?: boolean;
};

/**
 * The command line: `plan`, `apply`, `drift`, `destroy`, `export`, `doctor`.
 *
 * @returns a function from arguments to exit code: 0 done, 1 failed, 2 differences found.
 * @example
 * const code = await createProgram(context)(['plan', '--json']);
 */
export function createProgram(context: ProgramContext): (args: readonly string[]) => Promise<number> {
  let code = 0;
  const run = (action: ProvisionRequest['action']) => async (options: Options) => {
    const {
      force = false,
      includeManaged = false,
      rotateSecrets = false,
      installPlugin = false,
      yes = false,
    } = options;
    const outcome = await context.provisioner()({
      action,
      force,
      includeManaged,
      rotateSecrets,
      installPlugin,
      isConfirmed: yes,
    });
    context.out(options.json === true ? `${JSON.stringify(outcome.report, null, 2)}\n` : outcome.text);
    code = outcome.exitCode;
  };
  const program = new Command('dashboard-provisioner')
    .description(
      "Applies Tickerlake's dashboards to Grafana 10 to 13. Set GRAFANA_URL, and GRAFANA_TOKEN, GRAFANA_TOKEN_SECRET_ID or GRAFANA_WORKSPACE_ID.",
    )
    .configureOutput({ writeOut: context.out, writeErr: context.err })
    .showHelpAfterError('(add --help for the options and examples)')
    .exitOverride();
  const add = (name: string, description: string) =>
    program.command(name).description(description).option('--json', 'print the result as JSON');
  const guarded = (command: Command) =>
    command
      .option('--force', 'overwrite edits made in Grafana')
      .option('--include-managed', 'take over resources owned by others');
  guarded(add('plan', 'show what an apply would change; exit code 2 if anything'))
    .option('--rotate-secrets', "write the data source's keys again")
    .addHelpText('after', examples('plan', 'plan --json > plan.json'))
    .action(run('plan'));
  guarded(add('apply', 'apply the dashboards in the code to Grafana; a second run writes nothing'))
    .option('--rotate-secrets', "write the data source's keys again")
    .option('--install-plugin', 'install the Athena plugin if it is missing')
    .addHelpText('after', examples('apply', 'apply --install-plugin', 'apply --force'))
    .action(run('apply'));
  add('drift', 'show edits made in Grafana since the last apply, by whom and when; exit code 2 if there are any')
    .addHelpText('after', examples('drift', 'drift --json'))
    .action(run('drift'));
  add('destroy', 'remove what apply created, and nothing else; lists it first, and needs --yes')
    .option('--include-managed', 'also remove resources that others have taken over')
    .option('--yes', 'remove it')
    .addHelpText('after', examples('destroy', 'destroy --yes'))
    .action(run('destroy'));
  add('doctor', 'check version, token, plugin and data source, and run a query')
    .addHelpText('after', examples('doctor'))
    .action(run('doctor'));
  program
    .command('export')
    .description('write files for a Grafana that provisions from files; contains no secrets and needs no connection')
    .argument('<folder>', 'folder to write to')
    .option('--dashboards-path <path>', "folder of the dashboards on Grafana's machine", defaultDashboardsPath)
    .addHelpText('after', examples('export provisioning'))
    .action(async (folder: string, options: { readonly dashboardsPath: string }) => {
      for (const { path, text } of exportBundle(context.desired(), options)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
        context.out(`${join(folder, path)}\n`);
      }
    });
  return async (args) => {
    try {
      await program.parseAsync([...args], { from: 'user' });
    } catch (error) {
      if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
      throw error;
    }
    return code;
  };
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  dashboard-provisioner ${line}`).join('\n')}`;
}
