import { describe, expect, it } from 'vitest';
import { hashAt, hashText, mix32, toNormal, toUniform } from '../random/counter-hash.ts';

describe('hashes', () => {
  // Computed by an independent program: a change of any of these changes every price ever answered.
  it.each([
    { name: 'mix32 of 1', actual: mix32(1), expected: 1753845952 },
    { name: 'mix32 of -1', actual: mix32(-1), expected: 1734902346 },
    { name: 'text', actual: hashText('tickerlake/AAPL'), expected: 1902746699 },
    { name: 'counter', actual: hashAt(42, 7), expected: -610190005 },
  ])('$name keeps its value', ({ actual, expected }) => {
    expect(actual).toBe(expected);
  });

  it('differ between texts that differ in one letter', () => {
    const keys = new Set(Array.from({ length: 500 }, (_, index) => hashText(`SIM${index}`)));
    expect(keys.size).toBe(500);
  });
});

describe('draws', () => {
  const draws = Array.from({ length: 20_000 }, (_, counter) => hashAt(hashText('draws'), counter));

  it('give a standard normal distribution', () => {
    const values = draws.map(toNormal);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(3.46);
  });

  it('give a uniform distribution', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const draw of draws) {
      const tenth = Math.floor(toUniform(draw) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('do not follow from their neighbours', () => {
    const values = draws.map(toNormal);
    const product = values.slice(1).reduce((sum, value, index) => sum + value * (values[index] ?? 0), 0);
    expect(Math.abs(product / values.length)).toBeLessThan(0.03);
  });
});
