import { DqdlSyntaxError, type LintFinding, lintDqdl, parseDqdl } from '@tickerlake/data-quality';

/** Something to mark in a text. Lines and columns count from 0, as editors count them. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

/**
 * The problems that the parser and its lint find in a text. A mark ends with the word or the quoted text that starts at its place.
 *
 * @example
 * findProblems('Rules = [ RowsCount > 0 ]')[0]?.message; // 'There is no rule type RowsCount. Did you mean RowCount?'
 */
export function findProblems(text: string): readonly Problem[] {
  const lines = text.split(/\r\n|\n|\r/);
  try {
    return lintDqdl(parseDqdl(text, { allowParameters: true })).map(({ message, at }) =>
      toProblem(lines, 'warning', message, at),
    );
  } catch (error) {
    if (!(error instanceof DqdlSyntaxError)) throw error;
    return [toProblem(lines, 'error', error.reason, error)];
  }
}

function toProblem(
  lines: readonly string[],
  severity: Problem['severity'],
  message: string,
  at: Pick<LintFinding['at'], 'line' | 'column'>,
): Problem {
  const [line, column] = [at.line - 1, at.column - 1];
  const [word = ' '] = /^(?:"(?:[^"\\]|\\.)*"?|[\w.$]+|.)/.exec((lines[line] ?? '').slice(column)) ?? [];
  return { severity, message, line, column, endColumn: column + word.length };
}
