import { describe, expect, it, test } from 'vitest';
import type { FormulaBar, FormulaInput } from './formula.ts';
import { explainedTables } from './index.ts';

const openMs = Date.parse('2026-05-01T13:30:00Z');
const bar = (minute: number, values: Partial<FormulaBar> = {}): FormulaBar => ({
  startMs: openMs + minute * 60_000,
  lengthMs: 60_000,
  open: 10,
  high: 12,
  low: 9,
  close: 11,
  volume: 100,
  vwap: 10.5,
  trades: 3,
  ...values,
});
const bars = [
  bar(0),
  bar(1, { high: 14, close: 13, volume: 300, vwap: 12, trades: null }),
  bar(4, { open: 13, low: 8, close: 12, volume: null, vwap: 11 }),
];
const input: FormulaInput = {
  bars,
  barsUntilEnd: bars,
  startMs: openMs,
  endMs: openMs + 3_600_000,
  hours: 1,
  part: 'regular',
  session: { openMs, closeMs: openMs + 390 * 60_000, expectedMinutes: 390 },
};
const formulaOf = (table: string, column: string) => {
  const found = explainedTables
    .find((one) => one.table.name === table)
    ?.formulas.find((formula) => formula.column === column);
  if (found === undefined) throw new Error(`${table}.${column} has no formula`);
  return found;
};
const show = (value: number): string => String(Number(value.toPrecision(6)));

describe.each(explainedTables)('$table.name', ({ table, formulas, origins, defaultColumn }) => {
  test('has, for each column, either one formula or where it comes from', () => {
    const explained = [...formulas.map(({ column }) => column), ...Object.keys(origins)];
    expect(
      [...explained].sort(),
      `Every column of ${table.name} needs a formula or an origin in libs/record-schema/src/formulas/index.ts.`,
    ).toEqual(table.columns.map(({ name }): string => name).sort());
    expect(explained).toContain(defaultColumn);
  });

  test.each(formulas)('$column: only bars and values that it reads change it', ({ reads, value, numbers }) => {
    expect(numbers(input, show)).not.toMatch(/NaN|undefined/);
    const prices = ['open', 'high', 'low', 'close', 'volume', 'vwap', 'trades'] as const;
    const unread = prices.filter((name) => !reads.includes(name) && name !== 'high' && name !== 'low');
    const moved = bars.map((one) => ({ ...one, ...Object.fromEntries(unread.map((name) => [name, 10])) }));
    expect(value({ ...input, bars: moved, barsUntilEnd: moved })).toEqual(value(input));
  });

  test.each(formulas.filter(({ decisive }) => decisive !== undefined))(
    '$column: the bars that decide it give its value alone',
    ({ value, decisive }) => {
      const alone = decisive?.(input) ?? [];
      expect(alone.length).toBeGreaterThan(0);
      expect(bars).toEqual(expect.arrayContaining([...alone]));
      if (alone.length === bars.length) return;
      expect(value({ ...input, bars: alone })).toEqual(value(input));
    },
  );
});

describe('the value', () => {
  const r = (from: number, to: number): number => Math.log(to / from);
  it.each<{ column: string; value: number | boolean | null; numbers: string; table?: string }>([
    { column: 'open', value: 10, numbers: 'open of 3 base bars' },
    { column: 'high', value: 14, numbers: 'high of 3 base bars' },
    { column: 'low', value: 8, numbers: 'low of 3 base bars' },
    { column: 'close', value: 12, numbers: 'close of 3 base bars' },
    { column: 'hourly_var', value: 6, numbers: '14 - 8' },
    { column: 'range_pct', value: 60, numbers: '100 * (14 - 8) / 10' },
    { column: 'volume', value: 400, numbers: '100 + 300' },
    { column: 'vwap', value: (100 * 10.5 + 300 * 12) / 400, numbers: '(1050 + 3600) / (100 + 300)' },
    { column: 'trades', value: 6, numbers: '3 + 3' },
    { column: 'minutes', value: 3, numbers: '3 * 1' },
    { column: 'bar_count', value: 3, numbers: '3 base bars' },
    { column: 'is_complete', value: false, numbers: '3 >= 60' },
    { column: 'realized_var', value: r(10, 12) ** 2, numbers: '0.182322^2 + 0^2 + 0^2 + ... 8 more ... + 0^2' },
    { column: 'bipower_var', value: 0, numbers: 'pi / 2 * (0 + 0 + 0 + ... 8 more ... + 0)' },
    { table: 'daily_volatility', column: 'hours', value: 1, numbers: '1 hour' },
    { table: 'daily_volatility', column: 'is_complete', value: false, numbers: '1 >= 7 and 3 >= 0.9 * 390' },
    { table: 'daily_volatility', column: 'day_return', value: r(10, 12), numbers: 'ln(12 / 10)' },
  ])('of $column is $value: $numbers', ({ table = 'hourly_volatility', column, value, numbers }) => {
    const formula = formulaOf(table, column);
    const computed = formula.value(input);
    if (typeof value === 'number') expect(computed).toBeCloseTo(value, 14);
    else expect(computed).toBe(value);
    expect(formula.numbers(input, show)).toBe(numbers);
  });

  it('of an hour begins with the price before it', () => {
    const before = bar(59, { close: 20 });
    const own = [bar(64, { close: 22 })];
    const second = {
      ...input,
      bars: own,
      barsUntilEnd: [before, ...own],
      startMs: openMs + 3_600_000,
      endMs: openMs + 7_200_000,
    };
    expect(formulaOf('hourly_volatility', 'realized_var').value(second)).toBeCloseTo(r(20, 22) ** 2, 14);
    expect(formulaOf('hourly_volatility', 'bipower_var').value(second)).toBeCloseTo(
      (Math.PI / 2) * r(20, 22) * r(10, 20),
      14,
    );
  });

  it('is absent where longer bars leave no five-minute returns, and outside regular hours', () => {
    const hourly = [{ ...bar(0), lengthMs: 3_600_000 }];
    const { value } = formulaOf('hourly_volatility', 'realized_var');
    expect(value({ ...input, bars: hourly, barsUntilEnd: hourly })).toBeNull();
    expect(value({ ...input, part: 'post' })).toBeNull();
  });
});
