/** An hour of a ticker with its measure. */
export interface PlainHour {
  readonly ticker: string;
  /** The session, `YYYY-MM-DD`. */
  readonly date: string;
  /** In ms since 1970. */
  readonly at: number;
  readonly m: number;
  readonly isComplete: boolean;
}

const trendHours = 35;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const sortedTimes = (hours: readonly PlainHour[]): number[] =>
  [...new Set(hours.map(({ at }) => at))].sort((a, b) => a - b);
const tickersOf = (hours: readonly PlainHour[]): string[] => [...new Set(hours.map(({ ticker }) => ticker))].sort();

/**
 * The index of hours, computed independently of the product's code: 100 times the measure divided by the median of the
 * base session's hours. A ticker whose base session has an incomplete hour is omitted.
 *
 * @example
 * plainIndex(hours, '2026-04-01')[0]; // { at: ..., ticker: 'AAPL', index: 130.2 }
 */
export function plainIndex(
  hours: readonly PlainHour[],
  baseDate: string,
): { readonly at: number; readonly ticker: string; readonly index: number }[] {
  const bases = new Map(
    tickersOf(hours).flatMap((ticker) => {
      const own = hours.filter((hour) => hour.ticker === ticker && hour.date === baseDate);
      return own.every(({ isComplete }) => isComplete) ? [[ticker, middle(own.map(({ m }) => m))] as const] : [];
    }),
  );
  return hours
    .flatMap(({ at, ticker, m }) => {
      const base = bases.get(ticker);
      return base === undefined ? [] : [{ at, ticker, index: (100 * m) / base }];
    })
    .sort((a, b) => a.at - b.at || (a.ticker < b.ticker ? -1 : 1));
}

/**
 * Median and mean of every hour, and the mean of the last 35 medians, computed independently of the product's code. For
 * hours that nearly all tickers have.
 *
 * @example
 * plainAggregate(hours)[0]; // { at: ..., median: 0.9, mean: 1.1, trend: null }
 */
export function plainAggregate(
  hours: readonly PlainHour[],
): { readonly at: number; readonly median: number; readonly mean: number; readonly trend: number | null }[] {
  const medians: number[] = [];
  return sortedTimes(hours).map((at) => {
    const own = hours.filter((hour) => hour.at === at).map(({ m }) => m);
    const median = middle(own);
    medians.push(median);
    return {
      at,
      median,
      mean: sum(own) / own.length,
      trend: medians.length < trendHours ? null : sum(medians.slice(-trendHours)) / trendHours,
    };
  });
}

/**
 * Which tickers are consistently above or below the median of the others, computed independently of the product's code;
 * tickers in their order.
 *
 * @example
 * plainStanding(hours)[0]; // { ticker: 'AAPL', standing: 'consistently below', share_above: 0.2, ... }
 */
export function plainStanding(hours: readonly PlainHour[]) {
  const times = sortedTimes(hours);
  const tickers = tickersOf(hours);
  return tickers.map((ticker) => {
    const sides = times.map((at) => {
      const own = hours.find((hour) => hour.ticker === ticker && hour.at === at);
      return own === undefined
        ? null
        : {
            date: own.date,
            side: Math.sign(
              own.m - middle(hours.filter((hour) => hour.at === at && hour.ticker !== ticker).map(({ m }) => m)),
            ),
          };
    });
    const present = sides.filter((one) => one !== null);
    const line = sides.map((one) => one?.side ?? 0);
    const votes = [...new Set(present.map(({ date }) => date))].map((date) =>
      Math.sign(sum(present.filter((one) => one.date === date).map(({ side }) => side))),
    );
    const [above, below] = [1, -1].map((side) => votes.filter((vote) => vote === side).length) as [number, number];
    const [hoursAbove, hoursBelow] = [1, -1].map((side) => present.filter((one) => one.side === side).length) as [
      number,
      number,
    ];
    const limit = 0.05 / 2 / tickers.length;
    return {
      ticker,
      standing:
        tail(below, above + below) <= limit
          ? 'consistently above'
          : tail(above, above + below) <= limit
            ? 'consistently below'
            : 'no clear side',
      share_above: hoursAbove / (hoursAbove + hoursBelow),
      hours_above: hoursAbove,
      hours_below: hoursBelow,
      ties: present.length - hoursAbove - hoursBelow,
      longest_above: longest(line, 1),
      longest_below: longest(line, -1),
      current_run: (line.at(-1) ?? 0) * (line.length - 1 - line.findLastIndex((side) => side !== line.at(-1))),
      sessions_above: above,
      sessions_below: below,
    };
  });
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = NaN, high = NaN] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)].map(
    (place) => sorted[place],
  );
  return (low + high) / 2;
}

function longest(sides: readonly number[], side: number): number {
  let length = 0;
  return sides.reduce((most, one) => {
    length = one === side ? length + 1 : 0;
    return Math.max(most, length);
  }, 0);
}

/** P(X <= k) for X ~ Bin(n, 1/2). */
function tail(k: number, n: number): number {
  const choose = (m: number): number =>
    Array.from({ length: m }, (_, i) => (n - i) / (i + 1)).reduce((product, factor) => product * factor, 1);
  return sum(Array.from({ length: k + 1 }, (_, m) => choose(m))) / 2 ** n;
}
