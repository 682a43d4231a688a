/**
 * Whether a ticker names an index (`I:SPX`): indices have no volume and do not accept `adjusted`.
 *
 * @example
 * isIndexTicker('I:NDX'); // true
 */
export function isIndexTicker(ticker: string): boolean {
  return ticker.startsWith('I:');
}
