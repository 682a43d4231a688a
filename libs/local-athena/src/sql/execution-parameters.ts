import { RefusedStatement } from './refused-statement.ts';
import { tokenize } from './tokenize.ts';

/** Athena's limit on the length of a parameter, in characters. */
const maxParameterLength = 1_024;

/**
 * Substitutes `ExecutionParameters` for `?`. A parameter is the text of one SQL literal, including quotes: `'AAPL'`,
 * `-5`,
 * `DATE '2026-11-20'`. A `?` in a string, a quoted name or a comment is not a placeholder.
 *
 * @throws {RefusedStatement} when their number differs from that of `?`, or one is not a literal.
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
      `The parameter ${text.slice(0, 60)} is not an SQL literal of 1 to ${maxParameterLength} characters: quote texts, as in 'AAPL'.`,
    );
  }
}
