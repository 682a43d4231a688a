import type { Bar } from '../bar.ts';
import { garmanKlass } from '../estimators/garman-klass.ts';
import { overnightReturns } from './previous.ts';

/**
 * Garman-Klass with Yang and Zhang's open jump, per bar: gk + ln(O/C')^2. The first bar has none.
 *
 * @example
 * rollingVolatility(gkYangZhangTerms(sessions), 10, barsPerYear.sessions);
 */
export function gkYangZhangTerms(bars: readonly (Bar | null)[]): (number | null)[] {
  const overnight = overnightReturns(bars);
  return bars.map((bar, index) => {
    const night = overnight[index] ?? null;
    const gk = bar === null ? null : garmanKlass.value(bar);
    return gk === null || night === null ? null : gk + night ** 2;
  });
}
