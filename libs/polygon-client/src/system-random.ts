/**
 * A number in `[0, 1)` from the platform's generator, so that retries of different processes spread out.
 *
 * @example
 * const delayMs = systemRandom() * 500;
 */
export function systemRandom(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return word / 2 ** 32;
}
