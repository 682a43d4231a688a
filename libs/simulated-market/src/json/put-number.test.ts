import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { putDecimal, putInteger, putPrice, toScientific } from './put-number.ts';

function written(put: (bytes: Uint8Array) => number): string {
  const bytes = new Uint8Array(40);
  return new TextDecoder().decode(bytes.subarray(0, put(bytes)));
}

describe('putInteger', () => {
  it('writes any whole number as String does', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(written((bytes) => putInteger(bytes, 0, value))).toBe(String(value));
      }),
    );
  });

  it.each([0, 9, 10, 99_999_999, 100_000_000, 1_690_790_400_000, Number.MAX_SAFE_INTEGER])('writes %d', (value) => {
    expect(written((bytes) => putInteger(bytes, 0, value))).toBe(String(value));
  });
});

describe('putPrice and putDecimal', () => {
  it('write a price as JSON does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000_000_000 }), (ticks) => {
        expect(written((bytes) => putPrice(bytes, 0, ticks))).toBe(JSON.stringify(ticks / 10_000));
      }),
    );
  });

  it.each([1, 10, 100, 1000, 10_000, 10_001, 1_957_700, 2_147_483_647, 2_147_483_648])(
    'write %d ticks identically',
    (ticks) => {
      const text = JSON.stringify(ticks / 10_000);
      expect(written((bytes) => putPrice(bytes, 0, ticks))).toBe(text);
      expect(written((bytes) => putDecimal(bytes, 0, ticks, 4))).toBe(text);
    },
  );

  it.each([
    { units: 5000, decimals: 0, text: '5000' },
    { units: 9_099_618_093, decimals: 6, text: '9099.618093' },
    { units: 1, decimals: 8, text: '0.00000001' },
    { units: 61_388_991_536, decimals: 8, text: '613.88991536' },
    { units: 3_000_000, decimals: 6, text: '3' },
  ])('write $units / 10^$decimals as $text', ({ units, decimals, text }) => {
    expect(written((bytes) => putDecimal(bytes, 0, units, decimals))).toBe(text);
  });
});

describe('toScientific', () => {
  it.each([
    { units: 181_724_024, decimals: 0, text: '1.81724024e+08' },
    { units: 58_571_070, decimals: 0, text: '5.857107e+07' },
    { units: 10_000_000, decimals: 0, text: '1e+07' },
    { units: 10_614_408_416_176, decimals: 6, text: '1.0614408416176e+07' },
  ])('prints $units / 10^$decimals as $text', ({ units, decimals, text }) => {
    expect(toScientific(units, decimals)).toBe(text);
    expect(Number(text)).toBe(units / (decimals === 6 ? 1_000_000 : 1));
  });
});
