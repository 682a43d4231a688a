import { describe, expect, it } from 'vitest';
import { hashText } from '../random/counter-hash.ts';
import { dyadicBridge } from './dyadic-bridge.ts';

const KEY = hashText('bridge');
const flat = () => 1;

describe('dyadicBridge', () => {
  it('gives a day the same value whatever was computed before', () => {
    const forwards = Array.from({ length: 300 }, (_, day) => dyadicBridge(KEY, 14_000 + day, flat));
    const backwards = Array.from({ length: 300 }, (_, day) => dyadicBridge(KEY, 14_299 - day, flat)).reverse();
    expect(backwards).toEqual(forwards);
  });

  it('moves by a variance of about 1 a day', () => {
    const values = Array.from({ length: 4001 }, (_, day) => dyadicBridge(KEY, 12_000 + day, flat));
    const moves = values.slice(1).map((value, index) => value - (values[index] ?? 0));
    const variance = moves.reduce((sum, move) => sum + move * move, 0) / moves.length;
    expect(variance).toBeGreaterThan(0.9);
    expect(variance).toBeLessThan(1.1);
  });

  it('moves twice as far where the volatility is twice as high', () => {
    const calm =
      dyadicBridge(KEY, 14_001, flat) - (dyadicBridge(KEY, 14_000, flat) + dyadicBridge(KEY, 14_002, flat)) / 2;
    const wild = (day: number) => (day === 14_001 ? 2 : 1);
    const nervous =
      dyadicBridge(KEY, 14_001, wild) - (dyadicBridge(KEY, 14_000, wild) + dyadicBridge(KEY, 14_002, wild)) / 2;
    expect(nervous).toBeCloseTo(2 * calm, 12);
  });
});
