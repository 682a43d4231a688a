import fc from 'fast-check';
import type { Bar } from '../bar.ts';

/** A coherent bar: a price and three moves of at most 20 %. */
export const coherentBar: fc.Arbitrary<Bar> = fc
  .tuple(fc.double({ min: 0.01, max: 10_000, noNaN: true }), fc.tuple(move(), move(), move()))
  .map(([price, moves]) => {
    const [open, close, extra] = moves.map((share) => price * share) as [number, number, number];
    return { open, close, high: Math.max(open, close, extra), low: Math.min(open, close, extra) };
  });

/** A series of coherent bars. */
export const coherentBars = (min: number, max = min): fc.Arbitrary<Bar[]> =>
  fc.array(coherentBar, { minLength: min, maxLength: max });

function move(): fc.Arbitrary<number> {
  return fc.double({ min: 0.8, max: 1.2, noNaN: true });
}
