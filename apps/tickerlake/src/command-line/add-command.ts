import type { Command } from 'commander';
import type { CommandSpec } from '../commands/command-spec.ts';
import type { CommandContext } from '../composition/command-context.ts';
import type { ExitCode } from '../exit/exit-code.ts';

/** Runs a command's work and keeps its exit code. `canResume`: whether the same command continues where a stopped one left off. */
export type Act = (work: (context: CommandContext) => Promise<ExitCode>, canResume: boolean) => Promise<void>;

/**
 * Adds one command, with its options and its help, below another.
 *
 * @example
 * addCommand(program, planSpec, act);
 */
export function addCommand(parent: Command, spec: CommandSpec, act: Act): void {
  const command = parent.command(spec.name).description(spec.summary).addHelpText('after', helpEnd(spec));
  for (const argument of spec.arguments ?? []) command.addArgument(argument);
  for (const option of spec.options) command.addOption(option);
  // Commander appends the command itself, which no command here needs.
  command.action((...parsed) =>
    act(async (context) => (await spec.load())(...parsed.slice(0, -1), context), spec.canResume ?? false),
  );
}

function helpEnd({ examples, notes }: CommandSpec): string {
  const lines = ['', 'Examples:', ...examples.map((example) => `  tickerlake ${example}`)];
  return [...lines, ...(notes === undefined ? [] : ['', notes])].join('\n');
}
