import type { Bar, BarEstimator } from '@tickerlake/volatility';
import type { Formula, FormulaBar, FormulaInput } from './formula.ts';

/** How each price of an hour or a session comes from its base bars. */
const prices = [
  { name: 'open', text: 'open of the first base bar', pick: ([first]: readonly FormulaBar[]) => first },
  {
    name: 'high',
    text: 'highest high of the base bars',
    pick: (bars: readonly FormulaBar[]) => extreme(bars, ({ high }) => high),
  },
  {
    name: 'low',
    text: 'lowest low of the base bars',
    pick: (bars: readonly FormulaBar[]) => extreme(bars, ({ low }) => -low),
  },
  { name: 'close', text: 'close of the last base bar', pick: (bars: readonly FormulaBar[]) => bars.at(-1) },
] as const;

/** The first bar with the largest number. */
function extreme(bars: readonly FormulaBar[], numberOf: (bar: FormulaBar) => number): FormulaBar | undefined {
  return bars.reduce<FormulaBar | undefined>(
    (most, bar) => (most === undefined || numberOf(bar) > numberOf(most) ? bar : most),
    undefined,
  );
}

const priceOf = ({ name, pick }: (typeof prices)[number], { bars }: FormulaInput): number =>
  pick(bars)?.[name] ?? Number.NaN;

const barOf = (input: FormulaInput): Bar => ({
  open: priceOf(prices[0], input),
  high: priceOf(prices[1], input),
  low: priceOf(prices[2], input),
  close: priceOf(prices[3], input),
});

/**
 * The formulas of open, high, low and close.
 *
 * @example
 * priceFormulas.map(({ column }) => column); // ['open', 'high', 'low', 'close']
 */
export const priceFormulas: readonly Formula[] = prices.map((price) => ({
  column: price.name,
  text: price.text,
  reads: [price.name, 'bar_start'],
  isExact: true,
  value: (input) => priceOf(price, input),
  numbers: ({ bars }) => `${price.name} of ${bars.length} base bars`,
  decisive: ({ bars }) => [price.pick(bars)].filter((bar) => bar !== undefined),
}));

/**
 * The formula of a measure of one bar, whose prices come from the base bars.
 *
 * @example
 * formulaOfEstimator({ name: 'day_return', formula: 'ln(close / open)', value: () => 0 }).reads; // ['open', 'close', 'bar_start']
 */
export function formulaOfEstimator({
  name,
  formula,
  value,
}: Pick<BarEstimator, 'name' | 'formula' | 'value'>): Formula {
  const used = prices.filter((price) => new RegExp(`\\b${price.name}\\b`).test(formula));
  return {
    column: name,
    text: formula,
    reads: [...used.map((price) => price.name), 'bar_start'],
    isExact: !/[*/]/.test(formula),
    value: (input) => value(barOf(input)),
    numbers: (input, show) =>
      used.reduce(
        (text, price) => text.replaceAll(new RegExp(`\\b${price.name}\\b`, 'g'), show(priceOf(price, input))),
        formula,
      ),
    decisive: ({ bars }) => [...new Set(used.map((price) => price.pick(bars)))].filter((bar) => bar !== undefined),
  };
}
