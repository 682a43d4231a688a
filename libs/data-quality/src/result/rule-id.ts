/**
 * An id of 16 hex digits for a text (FNV-1a, 64 bits, http://www.isthe.com/chongo/tech/comp/fnv/), over UTF-16 units.
 *
 * @example
 * ruleId('RowCount > 7').length; // 16
 */
export function ruleId(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
