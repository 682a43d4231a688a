const maxNames = 8;

/**
 * Names in one line, at most eight of them, and how many more there are.
 *
 * @example
 * boundedList(['AAPL', 'MSFT']); // 'AAPL, MSFT'
 * boundedList(fiveHundred); // 'A, AA, AAL, AAP, AAPL, ABBV, ABC, ABT and 492 more'
 */
export function boundedList(names: readonly string[]): string {
  if (names.length <= maxNames) return names.join(', ');
  return `${names.slice(0, maxNames).join(', ')} and ${names.length - maxNames} more`;
}
