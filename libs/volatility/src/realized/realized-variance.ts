/**
 * Realized variance: the sum of squared grid returns, without the overnight return.
 *
 * @example
 * realizedVariance([0.01, -0.02, 0.03]); // 0.0014
 */
export function realizedVariance(returns: readonly number[]): number {
  return returns.reduce((sum, value) => sum + value ** 2, 0);
}

/**
 * Bipower variation: (pi / 2) times the sum of |r_j| |r_(j-1)|, which is robust to single jumps. No small-sample
 * factor.
 *
 * @param before the return before the first one. An hour includes the product across its start, so that hours add up to
 * the session.
 * @example
 * bipowerVariation([0.01, -0.02, 0.03]); // 0.001256637...
 */
export function bipowerVariation(returns: readonly number[], before = 0): number {
  return (
    (Math.PI / 2) *
    returns.reduce(
      (sum, value, index) => sum + Math.abs(value) * Math.abs(index === 0 ? before : (returns[index - 1] ?? 0)),
      0,
    )
  );
}

/**
 * The jump part of a realized variance: what exceeds the bipower variation, at least 0.
 *
 * @example
 * jumpVariation(0.0025, 0); // 0.0025
 */
export function jumpVariation(realized: number, bipower: number): number {
  return Math.max(realized - bipower, 0);
}
