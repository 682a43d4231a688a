/** A parsed Trino type. */
export interface ValueType {
  /** `bigint`, `timestamp with time zone`, `array`, `row` ... */
  readonly name: string;
  /** `decimal(10,2)`: 10 and 2; `timestamp(3)`: 3. */
  readonly numbers: readonly number[];
  /** What an array or map holds, or a row's fields; a field without a name has null. */
  readonly parts: readonly { readonly name: string | null; readonly type: ValueType }[];
}

/**
 * Takes a Trino type apart. A text that is none counts as the name of a type without parts.
 *
 * @example
 * parseValueType('map(varchar(3), row(a bigint, b timestamp(3) with time zone))').name; // 'map'
 */
export function parseValueType(text: string): ValueType {
  const trimmed = text.trim();
  const open = trimmed.indexOf('(');
  if (open < 0) return { name: trimmed.toLowerCase(), numbers: [], parts: [] };
  const close = trimmed.lastIndexOf(')');
  const name = `${trimmed.slice(0, open).trim()} ${trimmed.slice(close + 1).trim()}`.trim().toLowerCase();
  const inner = splitAtCommas(trimmed.slice(open + 1, close));
  if (name === 'row') return { name, numbers: [], parts: inner.map(parseField) };
  if (name === 'array' || name === 'map')
    return { name, numbers: [], parts: inner.map((part) => ({ name: null, type: parseValueType(part) })) };
  return { name, numbers: inner.map(Number), parts: [] };
}

/** Types of more than one word, which a field without a name may have. */
const longTypes =
  /^(double precision|interval (day|year) to (second|month)|(time|timestamp)(\(\d+\))? with(out)? time zone)$/i;

function parseField(text: string): { readonly name: string | null; readonly type: ValueType } {
  const field = text.trim();
  const quoted = /^"((?:[^"]|"")*)"\s+/.exec(field);
  if (quoted !== null)
    return { name: (quoted[1] ?? '').replaceAll('""', '"'), type: parseValueType(field.slice(quoted[0].length)) };
  const named = /^([^\s("]+)\s+/.exec(field);
  if (named === null || longTypes.test(field)) return { name: null, type: parseValueType(field) };
  return { name: named[1] ?? '', type: parseValueType(field.slice(named[0].length)) };
}

function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && char === '(') depth += 1;
    else if (!isQuoted && char === ')') depth -= 1;
    else if (!isQuoted && char === ',' && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}
