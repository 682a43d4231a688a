/** What a prefix may speak of. */
export interface PrefixFacts {
  /** When the oldest record of the object arrived. */
  readonly arrivedAt: Date;
  /** A fresh text for `!{firehose:random-string}`. */
  readonly random: string;
  /** For the prefix of errors alone. */
  readonly errorType?: string;
}

/**
 * A prefix of Firehose with its expressions worked out, in UTC. Without any expression the path of the hour is put behind it, as
 * Firehose does. Source: Firehose developer guide, "Custom prefixes for Amazon S3 objects".
 *
 * @throws {RangeError} for an expression that Firehose does not know, or this stand-in does not.
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
      `The expression ${whole} can't be worked out: this stand-in knows timestamp, firehose:random-string and, for errors, firehose:error-output-type.`,
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
 * An instant in the numbers of Java's `DateTimeFormatter`, UTC; text between single quotes stands for itself.
 *
 * @throws {RangeError} for another letter.
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
        throw new RangeError(`The letter ${whole} of the pattern ${pattern} isn't known to this stand-in.`);
      return String(read(instant)).padStart(whole.length, '0');
    },
  );
}
