import { gridMs } from './grid-prices.ts';
import { bipowerVariation, realizedVariance } from './realized-variance.ts';

/** The realized measures of one hour. */
export interface RealizedHour {
  readonly realizedVar: number;
  readonly bipowerVar: number;
}

/**
 * Realized measures of a session by hour, counted from the open (the last hour may be short). The hours add up to the
 * session, for realized variance and bipower variation.
 *
 * @example
 * hourlyRealized(gridReturns(prices)).length; // 7 on a full session of New York
 */
export function hourlyRealized(returns: readonly number[]): RealizedHour[] {
  const perHour = 3_600_000 / gridMs;
  const starts = Array.from({ length: Math.ceil(returns.length / perHour) }, (_, hour) => hour * perHour);
  return starts.map((start) => {
    const hour = returns.slice(start, start + perHour);
    return { realizedVar: realizedVariance(hour), bipowerVar: bipowerVariation(hour, returns[start - 1] ?? 0) };
  });
}
