/** One thing that differs, in words for a person. */
export interface Difference {
  /** Where: `panel 3 "Latest hour per ticker": thresholds`. */
  readonly where: string;
  /** What it was; null when it was not there. */
  readonly before: string | null;
  /** What it becomes; null when it goes. */
  readonly after: string | null;
  /** For SQL and other long texts: lines that begin with "- ", "+ " or two spaces. */
  readonly lines?: readonly string[];
}

const mostCharacters = 120;

/**
 * A value in a line.
 *
 * @example
 * inWords([1, 2]); // '[1,2]'
 */
export function inWords(value: unknown): string | null {
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 3)}...`;
}
