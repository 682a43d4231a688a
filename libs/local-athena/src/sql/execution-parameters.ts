import { RefusedStatement } from './refused-statement.ts';
import { tokenize } from './tokenize.ts';

/** Athena's bound on the length of one parameter, in characters. */
const maxParameterLength = 1_024;

/**
 * Puts `ExecutionParameters` in the places of `?`. A parameter is the text of one SQL literal, with its own quotes: `'AAPL'`, `-5`,
 * `DATE '2026-11-20'`. A `?` in a string, a quoted name or a comment is none.
 *
 * @throws {RefusedStatement} when there are more or fewer than `?`, or one is no literal.
 * @example
 * fillParameters('SELECT ? AS "a?"', ["'x'"]); // 'SELECT \'x\' AS "a?"'
 */
export function fillParameters(sql: string, parameters: readonly string[]): string {
  const places = tokenize(sql).filter((token) => token.kind === 'parameter');
  if (places.length !== parameters.length)
    throw new RefusedStatement(
      `Incorrect number of parameters: expected ${places.length} but found ${parameters.length}`,
    );
  parameters.forEach(requireLiteral);
  const parts = places.map(
    ({ start }, index) => sql.slice(places[index - 1]?.end ?? 0, start) + (parameters[index] ?? ''),
  );
  return `${parts.join('')}${sql.slice(places.at(-1)?.end ?? 0)}`;
}

function requireLiteral(text: string): void {
  const tokens = tokenize(text);
  const shape = tokens.map(({ kind, text: word }) => (kind === 'symbol' ? word : kind)).join(' ');
  const isWord = /^(true|false|null)$/i.test(text.trim());
  const isLiteral = isWord || shape === 'string' || shape === 'word string' || /^([+-] )?number$/.test(shape);
  if (!isLiteral || text.length < 1 || text.length > maxParameterLength) {
    throw new RefusedStatement(
      `The parameter ${text.slice(0, 60)} is no SQL literal of 1 to ${maxParameterLength} characters: put quotes round a text, as in 'AAPL'.`,
    );
  }
}
