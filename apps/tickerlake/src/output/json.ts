/**
 * A value as JSON text: 64-bit integers as numbers where they are exact and as text where not, dates as ISO 8601, maps as objects.
 *
 * @example
 * toJsonText({ n: 7n }); // '{"n":7}'
 */
export function toJsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? toNumberOrText(inner) : inner instanceof Map ? Object.fromEntries(inner) : inner), indent);
}

function toNumberOrText(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
