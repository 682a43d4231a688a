/**
 * A value as JSON text: 64-bit integers as numbers where they are exact and as text where not, NaN and the infinities as text, dates as
 * ISO 8601, maps as objects. Control characters that JSON would leave in a string are escaped, so that the text is safe on a terminal.
 *
 * @example
 * toJsonText({ n: 7n }); // '{"n":7}'
 */
export function toJsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, (_, inner: unknown) => toJsonValue(inner), indent).replace(
    controls,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const controls = /[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

function toJsonValue(value: unknown): unknown {
  if (typeof value === 'bigint') return toNumberOrText(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return value instanceof Map ? Object.fromEntries(value) : value;
}

function toNumberOrText(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
