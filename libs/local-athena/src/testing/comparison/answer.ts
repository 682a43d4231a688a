import { toDoubleText } from '../../values/java-double.ts';

/** A result: columns by name and Trino type, values as Athena prints them; or the name of the error. */
export type Answer =
  | {
      readonly columns: readonly (readonly [name: string, type: string])[];
      readonly rows: readonly (readonly (string | null)[])[];
    }
  | { readonly refused: string };

/** How an answer relates to Trino's. Refused: Trino answers and the other does not. */
export type Verdict = 'equal' | 'refused' | 'different';

/**
 * Compares an answer with Trino's. Lengths of varchar are not compared, since the Athena API does not report them.
 *
 * @param digits significant digits in which doubles must agree; 17 for all.
 * @example
 * compareAnswers({ refused: 'NOT_SUPPORTED' }, { refused: 'DIVISION_BY_ZERO' }, 17); // 'equal'
 */
export function compareAnswers(ours: Answer, trino: Answer, digits: number): Verdict {
  if ('refused' in ours) return 'refused' in trino ? 'equal' : 'refused';
  if ('refused' in trino) return 'different';
  return JSON.stringify(toComparable(ours, digits)) === JSON.stringify(toComparable(trino, digits))
    ? 'equal'
    : 'different';
}

function toComparable({ columns, rows }: Extract<Answer, { rows: unknown }>, digits: number): unknown {
  const types = columns.map(([, type]) => type);
  return [
    columns.map(([name, type]) => [name, withoutLength(type)]),
    rows.map((row) => row.map((text, index) => (types[index] === 'double' ? rounded(text, digits) : text))),
  ];
}

/**
 * A type without the lengths of its texts, as both engines write it: Trino 476 prints `decimal(3,1)` and `decimal(3, 1)`.
 *
 * @example
 * withoutLength('array(varchar(3))'); // 'array(varchar)'
 */
const withoutLength = (type: string): string =>
  type
    .replaceAll(/varchar\(\d+\)/g, 'varchar')
    .replaceAll(/(?<=decimal\(\d+), /g, ',')
    .replaceAll(/INTERVAL (DAY TO SECOND|YEAR TO MONTH)/g, (text) => text.toLowerCase());

function rounded(text: string | null, digits: number): string | null {
  if (text === null || digits >= 17 || !Number.isFinite(Number(text))) return text;
  return toDoubleText(Number(Number(text).toPrecision(digits)));
}

/**
 * The name of the error in a refusal.
 *
 * @example
 * errorNameOf('DIVISION_BY_ZERO: Division by zero'); // 'DIVISION_BY_ZERO'
 */
export const errorNameOf = (refused: string): string => /^[A-Z0-9_]+/.exec(refused)?.[0] ?? '';
