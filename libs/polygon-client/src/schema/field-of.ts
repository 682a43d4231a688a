/**
 * A field of something that may be no object; undefined when it is absent.
 *
 * @example
 * fieldOf({ ticker: 'AAPL' }, 'ticker'); // 'AAPL'
 */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}
