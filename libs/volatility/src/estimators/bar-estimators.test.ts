import { describe, expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { barEstimators } from './index.ts';

const bar = { open: 10, high: 12, low: 9, close: 11 };

/** Calculated with 40 decimal digits outside this project, for open 10, high 12, low 9, close 11. */
const byHand: Record<(typeof barEstimators)[number]['name'], number> = {
  hourly_var: 3,
  range_pct: 30,
  log_range: 0.28768207245178085,
  pk: 0.02984971198443558,
  gk: 0.037871377695229321,
  rs: 0.037006817662841851,
};

describe.each(barEstimators)('$name', (estimator) => {
  test('has the externally calculated value', () => {
    expect(estimator.value(bar)).toBeCloseTo(byHand[estimator.name], 12);
  });

  test('has a formula in words that computes its value', () => {
    const script = estimator.formula.replaceAll('ln(', 'Math.log(').replaceAll('^', '**');
    const compute = new Function('open', 'high', 'low', 'close', `return ${script};`);
    expect(compute(bar.open, bar.high, bar.low, bar.close)).toBeCloseTo(byHand[estimator.name], 12);
  });

  test('has a meaning with its formula, without a full stop, and a unit', () => {
    expect(
      estimator.meaning,
      `The estimator ${estimator.name} needs a meaning with its formula: the table's docs are generated from it.`,
    ).toMatch(/[-(].*[^.]$/);
  });

  test.each([
    { name: 'high below low', bar: { ...bar, high: 8 } },
    { name: 'a close above high', bar: { ...bar, close: 13 } },
    { name: 'an open below low', bar: { ...bar, open: 8 } },
    { name: 'a price of zero', bar: { open: 0, high: 1, low: 0, close: 0 } },
    { name: 'a negative price', bar: { open: -1, high: 1, low: -2, close: 1 } },
    { name: 'NaN', bar: { ...bar, close: Number.NaN } },
    { name: 'infinity', bar: { ...bar, high: Number.POSITIVE_INFINITY } },
  ])('has no value for $name', ({ bar: odd }) => {
    if (estimator.nullable) expect(estimator.value(odd)).toBeNull();
    else expect(estimator.value(odd)).toBe(odd.high - odd.low);
  });
});

test('names are unique, and every file that defines an estimator has its entry', () => {
  const names = barEstimators.map((estimator) => estimator.name);
  expect(new Set(names).size).toBe(names.length);
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const defined = files.filter((file) =>
    readFileSync(join(import.meta.dirname, file), 'utf8').includes('satisfies BarEstimator;'),
  );
  expect(
    defined.length,
    `${defined.length} files define an estimator and ${names.length} are entries of barEstimators: add the missing one to index.ts.`,
  ).toBe(names.length);
});
