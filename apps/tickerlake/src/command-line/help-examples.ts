/**
 * The examples at the end of a command's help.
 *
 * @example
 * command.addHelpText('after', examples('run', 'run --json'));
 */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  tickerlake ${line}`).join('\n')}`;
}
