/** A place in a DQDL text: `offset` counts UTF-16 units from 0, `line` and `column` count from 1. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/**
 * The position of an offset.
 *
 * @example
 * positionAt('Rules =\n[]', 8); // { offset: 8, line: 2, column: 1 }
 */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { offset, line: before.length, column: (before.at(-1) ?? '').replace(/^\uFEFF/, '').length + 1 };
}

const widestExcerpt = 100;

/**
 * The line of a position with a caret under it, cut to 100 characters around it.
 *
 * @example
 * excerptAt('Rules = { }', positionAt('Rules = { }', 8));
 * // '1 | Rules = { }\n  |         ^'
 */
export function excerptAt(text: string, position: Position): string {
  const line = (text.split(/\r\n|\n|\r/)[position.line - 1] ?? '').replace(/^\uFEFF/, '');
  const from = Math.max(0, Math.min(position.column - 1 - widestExcerpt / 2, line.length - widestExcerpt));
  const shown = line.slice(from, from + widestExcerpt);
  const indent = shown.slice(0, position.column - 1 - from).replace(/[^\t]/g, ' ');
  const number = String(position.line);
  return `${number} | ${shown}\n${' '.repeat(number.length)} | ${indent}^`;
}
