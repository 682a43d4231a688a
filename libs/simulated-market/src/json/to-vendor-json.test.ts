import { expect, it } from 'vitest';
import { toVendorJson } from './to-vendor-json.ts';

it.each([
  { v: 999_999, text: '999999' },
  { v: 1_000_000, text: '1e+06' },
  { v: 181_724_024, text: '1.81724024e+08' },
  { v: 10_614_408.416_176, text: '1.0614408416176e+07' },
])('prints $v as the vendor does, and never loses a digit', ({ v, text }) => {
  expect(toVendorJson({ results: [{ v, t: 1_780_084_800_000 }] })).toBe(
    `{"results":[{"v":${text},"t":1780084800000}]}`,
  );
  expect(Number(text)).toBe(v);
});

it('prints plain digits in a delayed answer', () => {
  expect(toVendorJson({ results: [{ v: 181_724_024 }], status: 'DELAYED' })).toContain('"v":181724024');
});
