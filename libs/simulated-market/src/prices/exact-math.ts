/**
 * e^x and ln x from exact operations only. `Math.exp` and `Math.log` may differ in the last bit between engines;
 * + - * / are IEEE 754 everywhere, so the results are identical on every platform and Node version.
 */

const LN2 = 0.6931471805599453;
const EXP_TERMS = 16;
const LN_TERMS = 24;

/**
 * e^x, relative error below 1e-14 for |x| <= 40.
 *
 * @example
 * exactExp(0); // 1
 */
export function exactExp(x: number): number {
  const halvings = Math.round(x / LN2);
  const rest = x - halvings * LN2;
  let sum = 1;
  for (let term = EXP_TERMS; term > 0; term--) sum = 1 + (sum * rest) / term;
  const factor = halvings < 0 ? 0.5 : 2;
  for (let step = Math.abs(halvings); step > 0; step--) sum *= factor;
  return sum;
}

/**
 * Natural logarithm of x > 0, absolute error below 1e-14 for moderate x.
 *
 * @example
 * exactLn(1); // 0
 */
export function exactLn(x: number): number {
  let mantissa = x;
  let doublings = 0;
  while (mantissa > 1.4) {
    mantissa *= 0.5;
    doublings++;
  }
  while (mantissa < 0.7) {
    mantissa *= 2;
    doublings--;
  }
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let sum = 0;
  for (let term = LN_TERMS; term >= 0; term--) sum = sum * square + 1 / (2 * term + 1);
  return doublings * LN2 + 2 * ratio * sum;
}
