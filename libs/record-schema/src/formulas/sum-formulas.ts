import {
  bipowerVariation,
  gridMs,
  gridPrices,
  gridReturns,
  hourlyRealized,
  realizedVariance,
} from '@tickerlake/volatility';
import type { Formula, FormulaBar, FormulaInput } from './formula.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

/**
 * The formulas of volume, vwap and trades.
 *
 * @example
 * volumeFormulas.map(({ column }) => column); // ['volume', 'vwap', 'trades']
 */
export const volumeFormulas: readonly Formula[] = [
  {
    column: 'volume',
    text: 'sum of volume over the base bars that have one',
    reads: ['volume'],
    isExact: false,
    value: ({ bars }) => sumOfKnown(bars.map(({ volume }) => volume)),
    numbers: ({ bars }, show) => sumText(known(bars.map(({ volume }) => volume)), show),
  },
  {
    column: 'vwap',
    text: 'sum of (vwap * volume) / sum of volume; the vwap itself of a single base bar',
    reads: ['vwap', 'volume'],
    isExact: false,
    value: ({ bars }) => vwapOf(bars),
    numbers: ({ bars }, show) =>
      bars.length === 1
        ? show(bars[0]?.vwap ?? Number.NaN)
        : `(${sumText(
            bars.flatMap(({ vwap, volume }) => (vwap === null || volume === null ? [] : [vwap * volume])),
            show,
          )}) / (${sumText(known(bars.map(({ volume }) => volume)), show)})`,
  },
  {
    column: 'trades',
    text: 'sum of trades over the base bars that have a count',
    reads: ['trades'],
    isExact: true,
    value: ({ bars }) => sumOfKnown(bars.map(({ trades }) => trades)),
    numbers: ({ bars }, show) => sumText(known(bars.map(({ trades }) => trades)), show),
  },
];

/**
 * The formulas of the realized measures, from the five-minute log returns of the session.
 *
 * @param span whose returns are summed: those of the hour, or of the whole session.
 * @example
 * realizedFormulas('hour').map(({ column }) => column); // ['realized_var', 'bipower_var']
 */
export function realizedFormulas(span: 'hour' | 'session'): readonly Formula[] {
  const reads = ['open', 'close', 'bar_start', 'bar_ms'] as const;
  const ofSpan =
    (ofSession: typeof realizedVariance, ofHour: 'realizedVar' | 'bipowerVar') =>
    (input: FormulaInput): number | null => {
      const returns = returnsOf(input);
      if (returns === null) return null;
      return span === 'session' ? ofSession(returns) : (hourlyRealized(returns).at(hourOf(input))?.[ofHour] ?? null);
    };
  return [
    {
      column: 'realized_var',
      text: 'sum of r^2 over the log returns r of five minutes',
      reads,
      isExact: false,
      value: ofSpan(realizedVariance, 'realizedVar'),
      numbers: (input, show) =>
        sumText(ownReturns(input, span), show, (text) => (text.startsWith('-') ? `(${text})^2` : `${text}^2`)),
    },
    {
      column: 'bipower_var',
      text: 'pi / 2 * sum of |r| * |r before it| over the log returns r of five minutes',
      reads,
      isExact: false,
      value: ofSpan(bipowerVariation, 'bipowerVar'),
      numbers: (input, show) => `pi / 2 * (${sumText(ownProducts(input, span), show)})`,
    },
  ];
}

/**
 * The formulas of the counts: base bars, minutes, and whether all that are expected are there.
 *
 * @param span of what the counts are.
 * @example
 * countFormulas('session').map(({ column }) => column); // ['hours', 'minutes', 'is_complete']
 */
export function countFormulas(span: 'hour' | 'session'): readonly Formula[] {
  const minutes: Formula = {
    column: 'minutes',
    text: 'base bars * their length in minutes',
    reads: ['bar_start', 'bar_ms'],
    isExact: true,
    value: ({ bars }) => Math.floor((bars.length * lengthOf(bars)) / minuteMs),
    numbers: ({ bars }, show) => `${bars.length} * ${show(lengthOf(bars) / minuteMs)}`,
  };
  return span === 'hour'
    ? [
        minutes,
        {
          column: 'bar_count',
          text: 'number of base bars',
          reads: ['bar_start'],
          isExact: true,
          value: ({ bars }) => bars.length,
          numbers: ({ bars }) => `${bars.length} base bar${bars.length === 1 ? '' : 's'}`,
        },
        {
          column: 'is_complete',
          text: 'base bars >= length of the hour / length of a base bar',
          reads: ['bar_start', 'bar_ms'],
          isExact: true,
          value: (input) => input.bars.length >= expectedOf(input),
          numbers: (input) => `${input.bars.length} >= ${expectedOf(input)}`,
        },
      ]
    : [
        {
          column: 'hours',
          text: 'number of hours with at least one base bar',
          reads: ['bar_start'],
          isExact: true,
          value: ({ hours }) => hours,
          numbers: ({ hours }) => `${hours} hour${hours === 1 ? '' : 's'}`,
        },
        minutes,
        {
          column: 'is_complete',
          text: 'hours >= expected hours and minutes >= 0.9 * expected minutes; true of a day bar',
          reads: ['bar_start', 'bar_ms'],
          isExact: true,
          value: (input) => {
            const { bars, hours, session } = input;
            if (lengthOf(bars) >= 24 * hourMs) return true;
            const found = Math.floor((bars.length * lengthOf(bars)) / minuteMs);
            return hours >= Math.ceil(session.expectedMinutes / 60) && found >= 0.9 * session.expectedMinutes;
          },
          numbers: ({ bars, hours, session }) =>
            `${hours} >= ${Math.ceil(session.expectedMinutes / 60)} and ${Math.floor((bars.length * lengthOf(bars)) / minuteMs)} >= 0.9 * ${session.expectedMinutes}`,
        },
      ];
}

/** The five-minute returns from the open of the session to the end of the span; null where there are none by rule. */
function returnsOf({ barsUntilEnd, part, session, endMs }: FormulaInput): number[] | null {
  const lengthMs = lengthOf(barsUntilEnd);
  if ((part !== 'regular' && part !== 'continuous') || lengthMs > gridMs || gridMs % lengthMs !== 0) return null;
  const prices = gridPrices({ openMs: session.openMs, closeMs: endMs }, barsUntilEnd);
  return prices === null ? null : gridReturns(prices);
}

const hourOf = ({ startMs, session }: FormulaInput): number => Math.floor((startMs - session.openMs) / hourMs);
const firstOf = (input: FormulaInput, span: 'hour' | 'session'): number =>
  span === 'session' ? 0 : (hourOf(input) * hourMs) / gridMs;

const ownReturns = (input: FormulaInput, span: 'hour' | 'session'): number[] =>
  returnsOf(input)?.slice(firstOf(input, span)) ?? [];

function ownProducts(input: FormulaInput, span: 'hour' | 'session'): number[] {
  const returns = returnsOf(input) ?? [];
  const first = firstOf(input, span);
  return returns.slice(first).map((value, index) => Math.abs(value) * Math.abs(returns[first + index - 1] ?? 0));
}

/** An hour on the vendor's grid is one base bar. */
const expectedOf = ({ bars, startMs, endMs }: FormulaInput): number =>
  lengthOf(bars) > hourMs / 2 ? 1 : Math.floor((endMs - startMs) / lengthOf(bars));

const lengthOf = ([first]: readonly FormulaBar[]): number => first?.lengthMs ?? minuteMs;

const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

function sumOfKnown(values: readonly (number | null)[]): number | null {
  const all = known(values);
  return all.length === 0 ? null : sum(all);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function vwapOf(bars: readonly FormulaBar[]): number | null {
  if (bars.some(({ vwap }) => vwap === null)) return null;
  const [first] = bars;
  if (bars.length === 1) return first?.vwap ?? null;
  const volume = sumOfKnown(bars.map((bar) => bar.volume));
  if (volume === null || volume === 0) return null;
  return sum(bars.map((bar) => (bar.vwap ?? 0) * (bar.volume ?? 0))) / volume;
}

/** Terms that are written out at each end of a long sum. */
const shownTerms = 3;

function sumText(
  terms: readonly number[],
  show: (value: number) => string,
  wrap: (text: string) => string = (text) => text,
): string {
  if (terms.length === 0) return 'nothing to sum';
  const texts = terms.map((term) => wrap(show(term)));
  return texts.length <= 2 * shownTerms
    ? texts.join(' + ')
    : [...texts.slice(0, shownTerms), `... ${texts.length - shownTerms - 1} more ...`, ...texts.slice(-1)].join(' + ');
}
