/** Positions in an object, both inclusive. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The part of an object that a `Range` header asks for: null for the whole object, also when the header is not understood
 * or asks for several parts; `'none'` when no byte of the object is in it.
 *
 * @example
 * parseByteRange('bytes=-3', 10); // { from: 7, to: 9 }
 */
export function parseByteRange(header: string | undefined, bytes: number): ByteRange | 'none' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = found ?? [];
  if (found === null || (first === '' && last === '')) return null;
  if (first === '')
    return Number(last) === 0 || bytes === 0 ? 'none' : { from: Math.max(0, bytes - Number(last)), to: bytes - 1 };
  const from = Number(first);
  const to = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (last !== '' && Number(last) < from) return null;
  return from >= bytes ? 'none' : { from, to };
}
