import { Command, CommanderError } from 'commander';
import { commandGroups } from '../commands/index.ts';
import type { CommandContext } from '../composition/command-context.ts';
import { versionOf } from '../composition/installation.ts';
import type { Environment } from '../config/config.ts';
import type { ExitCode } from '../exit/exit-code.ts';
import { untilStopped } from '../exit/until-stopped.ts';
import type { Streams } from '../output/streams.ts';
import { type Act, addCommand } from './add-command.ts';
import { suggestNames } from './suggest-names.ts';

/** The context before the environment is read: `--help` works even when the environment is invalid. */
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
  const act: Act = async (work, canResume) => {
    code = await untilStopped(async () => work({ ...outer, environment: environment() }), outer.signal, canResume);
  };
  const program = toCommander(outer.streams, act, versionOf(outer.home));
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

/**
 * The registry of commands as a commander program.
 *
 * @example
 * toCommander(streams, act, '0.1.0').helpInformation();
 */
export function toCommander(streams: Pick<Streams, 'out' | 'err'>, act: Act, version: string): Command {
  const program = new Command('tickerlake')
    .description("Hourly volatility of stocks: from a market-data vendor's API to charts you can trust")
    .version(version)
    .configureOutput({ writeOut: streams.out, writeErr: streams.err })
    .showHelpAfterError('(add --help for the options and examples)')
    .exitOverride();
  for (const { heading, prefix, commands } of commandGroups) {
    program.commandsGroup(heading);
    const parent = prefix === undefined ? program : program.command(prefix.name).description(prefix.summary);
    for (const spec of commands) addCommand(parent, spec, act);
  }
  suggestNames(program);
  return program;
}
