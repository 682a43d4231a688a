/** One difference as text. */
export interface Difference {
  /** Where: `panel 3 "Latest hour per ticker": thresholds`. */
  readonly where: string;
  /** The old value; null if it did not exist. */
  readonly before: string | null;
  /** The new value; null if it is removed. */
  readonly after: string | null;
  /** For SQL and other long texts: lines that start with "- ", "+ " or two spaces. */
  readonly lines?: readonly string[];
}

const mostCharacters = 120;

/**
 * A value on one line.
 *
 * @example
 * inWords([1, 2]); // '[1,2]'
 */
export function inWords(value: unknown): string | null {
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 3)}...`;
}
