import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactExp, exactLn } from './exact-math.ts';

describe('exactExp', () => {
  it('agrees with the platform to 1e-13', () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (x) => {
        expect(Math.abs(exactExp(x) / Math.exp(x) - 1)).toBeLessThan(1e-13);
      }),
    );
  });

  it('is exactly 1 at 0', () => {
    expect(exactExp(0)).toBe(1);
  });
});

describe('exactLn', () => {
  it('agrees with the platform to 1e-13', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (x) => {
        expect(Math.abs(exactLn(x) - Math.log(x))).toBeLessThan(1e-13);
      }),
    );
  });

  it('undoes exactExp', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 12, noNaN: true }), (x) => {
        expect(exactLn(exactExp(x))).toBeCloseTo(x, 12);
      }),
    );
  });
});
