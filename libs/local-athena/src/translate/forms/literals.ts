import { notServed } from '../refusal.ts';
import type { TypedSql } from '../typed-sql.ts';

/**
 * The text of an argument that must be a literal because it is translated.
 *
 * @throws {EngineFailure} `NOT_SUPPORTED` for a computed one.
 * @example
 * literalText('date_format', format); // '%Y-%m-%d'
 */
export function literalText(name: string, arg: TypedSql | undefined): string {
  if (arg?.literal === undefined)
    throw notServed(
      `The function ${name} with a computed argument where it takes a format, pattern or unit`,
      'write the argument as a literal',
    );
  return arg.literal;
}

/** The value of an argument that must be a whole-number literal. */
export function wholeLiteral(name: string, arg: TypedSql | undefined): number {
  const value = Number(literalText(name, arg));
  if (!Number.isSafeInteger(value))
    throw notServed(`The function ${name} with ${arg?.literal}`, 'write a whole number');
  return value;
}
