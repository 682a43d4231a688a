/**
 * Counter-based randomness: every draw is a function of (key, counter), so any draw can be made without the previous
 * ones. 32-bit integer arithmetic only.
 */

const GOLDEN_GAMMA = 0x9e3779b1;

/** One over the standard deviation of the sum of four independent bytes, sqrt(4 (256^2 - 1) / 12). */
const FOUR_BYTES_SCALE = 1 / 147.8005;

/**
 * Bijective mixing of 32 bits (Wellons' `lowbias32`): every input bit changes about half of the output bits.
 *
 * @example
 * mix32(1) !== mix32(2); // true
 */
export function mix32(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

/**
 * Draw number `counter` (an integer) of the stream `key`: 32 bits.
 *
 * @example
 * const third = hashAt(hashText('AAPL'), 3);
 */
export function hashAt(key: number, counter: number): number {
  return mix32(key ^ Math.imul(counter + 1, GOLDEN_GAMMA));
}

/**
 * The 32-bit key of a text (FNV-1a over UTF-16 units, then mixed).
 *
 * @example
 * const key = hashText('tickerlake/AAPL');
 */
export function hashText(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix32(hash ^ text.length);
}

/**
 * A standard normal value out of 32 hashed bits: the scaled sum of its four bytes, within +-3.46.
 *
 * @example
 * const z = toNormal(hashAt(key, 7));
 */
export function toNormal(hash: number): number {
  return ((hash & 255) + ((hash >>> 8) & 255) + ((hash >>> 16) & 255) + (hash >>> 24) - 510) * FOUR_BYTES_SCALE;
}

/**
 * A uniform value in [0, 1) out of 32 hashed bits.
 *
 * @example
 * const u = toUniform(hashAt(key, 7));
 */
export function toUniform(hash: number): number {
  return (hash >>> 0) / 4294967296;
}
