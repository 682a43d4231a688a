/** A place in a DQDL text: `offset` counts UTF-16 units from 0, `line` and `column` count from 1. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/**
 * Finds positions in a text; its lines are found once. A byte order mark is not counted.
 *
 * @example
 * createLocator('Rules =\n[]')(8); // { offset: 8, line: 2, column: 1 }
 */
export function createLocator(text: string): (offset: number) => Position {
  const starts = [
    text.startsWith('\uFEFF') ? 1 : 0,
    ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length),
  ];
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { offset, line: low + 1, column: Math.max(0, offset - (starts[low] ?? 0)) + 1 };
  };
}

const widestExcerpt = 100;

/**
 * The line of a position with a caret under it, cut to 100 characters around it.
 *
 * @example
 * excerptAt('Rules = { }', createLocator('Rules = { }')(8));
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
