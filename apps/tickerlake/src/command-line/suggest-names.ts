import type { Command } from 'commander';
import { nearestName } from '../input/nearest-name.ts';

/**
 * Adds "did you mean" to what a command and those below it say about unknown commands and options.
 *
 * @example
 * suggestNames(program);
 */
export function suggestNames(command: Command): void {
  command.showSuggestionAfterError(false).configureOutput({
    outputError: (text, write) => {
      const [, kind = '', word = ''] = /unknown (command|option) '([^']*)'/.exec(text) ?? [];
      const names =
        kind === 'command'
          ? command.commands.map((one) => one.name())
          : command.options.map((option) => option.long ?? '').concat('--help');
      const meant = kind === '' ? null : nearestName(word, names);
      write(meant === null ? text : `${text.trimEnd()}\n(Did you mean ${meant}?)\n`);
    },
  });
  command.commands.forEach(suggestNames);
}
