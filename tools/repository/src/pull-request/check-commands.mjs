/**
 * One command that the action runs.
 *
 * @typedef {object} CheckCommand
 * @property {string} name As in the comment.
 * @property {string[]} args Of `tickerlake`.
 * @property {boolean} isMarkdown Whether it prints Markdown, not text.
 */

/**
 * What the action is asked to do. An empty string is "not this".
 *
 * @typedef {object} ActionInputs
 * @property {string} check Arguments of `check`, such as `--target aws`; `true` for none.
 * @property {string} lint Files and folders with dashboards, separated by spaces.
 * @property {string} plan Arguments of `dashboards plan`; `true` for none.
 */

/**
 * The commands of the action, in the order of the comment.
 *
 * @example
 * toCheckCommands({ check: '', lint: 'dashboards', plan: '' }, () => ['dashboards/a.json'])[0]?.name; // 'dashboards lint'
 *
 * @param {ActionInputs} inputs
 * @param {(path: string) => readonly string[]} filesOf The JSON and YAML files of a folder; a file itself.
 * @returns {CheckCommand[]}
 * @throws {Error} When nothing is asked for, or there is nothing to lint.
 */
export function toCheckCommands({ check, lint, plan }, filesOf) {
  /** @type {CheckCommand[]} */
  const commands = [];
  if (check !== '')
    commands.push({ name: 'check', args: ['check', '--format', 'markdown', ...wordsOf(check)], isMarkdown: true });
  if (lint !== '') {
    const files = wordsOf(lint).flatMap(filesOf);
    if (files.length === 0) throw new Error(`lint: there is no JSON or YAML file in ${lint}.`);
    commands.push({ name: 'dashboards lint', args: ['dashboards', 'lint', ...files], isMarkdown: false });
  }
  if (plan !== '')
    commands.push({ name: 'dashboards plan', args: ['dashboards', 'plan', ...wordsOf(plan)], isMarkdown: false });
  if (commands.length === 0) throw new Error('Nothing to do: set check, lint or plan.');
  return commands;
}

/**
 * @param {string} text
 * @returns {string[]}
 */
const wordsOf = (text) => (text.trim() === 'true' ? [] : text.trim().split(/\s+/));
