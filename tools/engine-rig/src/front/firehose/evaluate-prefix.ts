/** The values that a prefix can use. */
export interface PrefixFacts {
  /** When the oldest record of the object arrived. */
  readonly arrivedAt: Date;
  /** A new value for `!{firehose:random-string}`. */
  readonly random: string;
  /** For the error prefix only. */
  readonly errorType?: string;
}

/**
 * Evaluates the expressions in a Firehose prefix, in UTC. Like Firehose, appends the hour's path to a prefix without
 * expressions. Source: Firehose developer guide, "Custom prefixes for Amazon S3 objects".
 *
 * @throws {RangeError} for an expression that Firehose or this stand-in does not support.
 *
 * @example
 * evaluatePrefix("raw/!{timestamp:'dt='yyyy-MM-dd}/", { arrivedAt: new Date(0), random: 'x' }); // 'raw/dt=1970-01-01/'
 */
export function evaluatePrefix(prefix: string, facts: PrefixFacts): string {
  if (!prefix.includes('!{')) return `${prefix}${formatInstant('yyyy/MM/dd/HH/', facts.arrivedAt)}`;
  return prefix.replaceAll(/!\{([^}:]*):([^}]*)\}/g, (whole, space: string, name: string) => {
    if (space === 'timestamp') return formatInstant(name, facts.arrivedAt);
    if (space === 'firehose' && name === 'random-string') return facts.random;
    if (space === 'firehose' && name === 'error-output-type' && facts.errorType !== undefined) return facts.errorType;
    throw new RangeError(
      `The expression ${whole} is not supported: this stand-in knows timestamp, firehose:random-string and, for errors, firehose:error-output-type.`,
    );
  });
}

const letters: Readonly<Record<string, (date: Date) => number>> = {
  y: (date) => date.getUTCFullYear(),
  u: (date) => date.getUTCFullYear(),
  M: (date) => date.getUTCMonth() + 1,
  d: (date) => date.getUTCDate(),
  H: (date) => date.getUTCHours(),
  m: (date) => date.getUTCMinutes(),
  s: (date) => date.getUTCSeconds(),
  S: (date) => date.getUTCMilliseconds(),
};

/**
 * Formats an instant with a pattern of Java's `DateTimeFormatter`, UTC; text in single quotes is literal.
 *
 * @throws {RangeError} for an unsupported letter.
 *
 * @example
 * formatInstant('yyyy-MM-dd-HH-mm-ss', new Date(0)); // '1970-01-01-00-00-00'
 */
export function formatInstant(pattern: string, instant: Date): string {
  return pattern.replaceAll(
    /'((?:[^']|'')*)'|([A-Za-z])\2*/g,
    (whole, quoted: string | undefined, letter: string | undefined) => {
      if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'");
      const read = letters[letter ?? ''];
      if (read === undefined)
        throw new RangeError(`The letter ${whole} in the pattern ${pattern} is not supported by this stand-in.`);
      return String(read(instant)).padStart(whole.length, '0');
    },
  );
}
