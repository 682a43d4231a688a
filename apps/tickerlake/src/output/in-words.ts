import { formatDuration, intervalToDuration } from 'date-fns';

/**
 * A length of time in words.
 *
 * @example
 * inWords(134_000); // '2 minutes 14 seconds'
 */
export function inWords(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return formatDuration(intervalToDuration({ start: 0, end: Math.round(ms / 1_000) * 1_000 }));
}
